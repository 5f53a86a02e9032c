import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Column } from './column.ts'

interface TableHeadProps<Row> {
  columns: readonly Column<Row>[]
  sort: string | undefined
  onSort: ((sort: string | undefined) => void) | undefined
  all: { state: 'none' | 'some' | 'all'; toggle(): void } | undefined
}

/** The head of a table: a click sorts, a second turns it round, a third takes it back. */
export function TableHead<Row>({ columns, sort, onSort, all }: TableHeadProps<Row>) {
  const { t } = useTranslation()
  return (
    <thead>
      <tr>
        {all && (
          <th className="mark-cell">
            <Checkbox
              checked={all.state === 'all'}
              indeterminate={all.state === 'some'}
              onChange={all.toggle}
              aria-label={t('kit:table.chooseAll')}
            />
          </th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  )
}

interface HeadCellProps<Row> {
  column: Column<Row>
  sort: string | undefined
  onSort: ((sort: string | undefined) => void) | undefined
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const name = column.sort
  const up = name !== undefined && sort === name
  const down = name !== undefined && sort === `-${name}`
  // Figures are mostly wanted from the top.
  const turns = column.figure ? [undefined, `-${name}`, name] : [undefined, name, `-${name}`]
  // Another column's sort, or the list's own, is none of this column's turns.
  const next = turns[(turns.indexOf(up || down ? sort : undefined) + 1) % 3]
  return (
    <th
      scope="col"
      className={[column.figure && 'figure-cell', column.spare && 'spare-cell'].filter(Boolean).join(' ') || undefined}
      aria-sort={up ? 'ascending' : down ? 'descending' : undefined}
      style={column.width ? { width: column.width } : undefined}
    >
      {name && onSort ? (
        <button type="button" onClick={() => onSort(next)}>
          {column.title}
          <span className="arrow" aria-hidden="true">
            {up ? '▲' : down ? '▼' : ''}
          </span>
        </button>
      ) : (
        column.title
      )}
    </th>
  )
}
