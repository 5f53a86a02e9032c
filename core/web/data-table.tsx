import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './column.ts'
import './data-table.css'
import { TableFoot } from './table-foot.tsx'
import { TableHead } from './table-head.tsx'
import { TableRow } from './table-row.tsx'
import type { Rows } from './use-call-pages.ts'
import { useRowKeys } from './use-row-keys.ts'

export interface DataTableProps<Row> {
  /** What it lists, for those who hear the page. */
  label: string
  list: Pick<Rows<Row>, 'rows' | 'stale' | 'hasMore' | 'loadingMore' | 'loadMore'>
  columns: readonly Column<Row>[]
  rowKey(row: Row): string
  /** Address of a row's page; makes its first cell a link. */
  rowTo?(row: Row): string
  /** `name` upward, `-name` downward. */
  sort?: string | undefined
  onSort?(sort: string | undefined): void
  /** Keys of the chosen rows; absent: rows can't be chosen. */
  chosen?: ReadonlySet<string>
  onChoose?(chosen: ReadonlySet<string>): void
  /** Row under the keyboard. */
  at?: number
  onMove?(index: number): void
  /** Key of the row in the side panel. */
  opened?: string | undefined
  /** Click or Enter. */
  onOpen?(row: Row): void
}

/** A dense table: sort in the head, rows that can be chosen, keyboard, more rows as one scrolls. On a phone each row is a card. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { list, columns, rowKey, chosen, onChoose, at = -1, onMove, opened, onOpen } = props
  const { t } = useTranslation()
  const { rows } = list
  const box = useRef<HTMLDivElement>(null)
  const toggle = (key: string) => chosen && onChoose?.(toggled(chosen, key))
  useRowKeys({
    count: rows.length,
    at,
    move: (index) => {
      onMove?.(index)
      if (index >= rows.length - 5) list.loadMore()
    },
    choose: (index) => withRow(rows, index, (row) => toggle(rowKey(row))),
    enter: (index) => withRow(rows, index, (row) => onOpen?.(row)),
  })
  useEffect(() => {
    if (at >= 0) box.current?.querySelector('.under-key')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <>
      <div className="data-table-box" ref={box}>
        <table
          className={list.stale ? 'data-table stale' : 'data-table'}
          aria-label={props.label}
          aria-busy={list.stale}
        >
          <TableHead
            columns={columns}
            sort={props.sort}
            onSort={props.onSort}
            all={
              chosen && {
                state: chosen.size === 0 ? 'none' : chosen.size >= rows.length ? 'all' : 'some',
                toggle: () => onChoose?.(chosen.size >= rows.length ? new Set() : new Set(rows.map(rowKey))),
              }
            }
          />
          <tbody>
            {rows.map((row, index) => (
              <TableRow
                key={rowKey(row)}
                row={row}
                columns={columns}
                to={props.rowTo?.(row)}
                underKey={index === at}
                opened={rowKey(row) === opened}
                chosen={chosen?.has(rowKey(row))}
                chooseLabel={t('kit:table.choose')}
                onChoose={() => toggle(rowKey(row))}
                onOpen={() => {
                  onMove?.(index)
                  onOpen?.(row)
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      <TableFoot list={list} />
    </>
  )
}

function toggled(chosen: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(chosen)
  if (!next.delete(key)) next.add(key)
  return next
}

function withRow<Row>(rows: readonly Row[], index: number, work: (row: Row) => void): void {
  const row = rows[index]
  if (row !== undefined) work(row)
}
