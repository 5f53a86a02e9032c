import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BulkAction, BulkBar } from './bulk-bar.tsx'
import { ChooseEvery, type EveryKey } from './choose-every.tsx'
import type { Column } from './column.ts'
import { DataTable } from './data-table.tsx'
import type { FilterField } from './filter-field.ts'
import { ListBar } from './list-bar.tsx'
import './list-page.css'
import { ListViews, type SavedView, type ViewUpdate } from './list-views.tsx'
import { Page, type PageAction } from './page.tsx'
import { SidePanel } from './side-panel.tsx'
import { EmptyState, ErrorState, LateSkeleton } from './states.tsx'
import type { Rows } from './use-call-pages.ts'
import { useColumns } from './use-columns.ts'
import { useGo } from './use-go.ts'
import type { ListAddress } from './use-list-address.ts'

export interface ListPageProps<Row> {
  /** Under which the choice of columns is remembered. */
  name: string
  title: string
  lead?: ReactNode
  primary?: PageAction | undefined
  more?: readonly PageAction[]
  /** From `useCallPages`. */
  list: Rows<Row>
  /** From `useListAddress(fields)`. */
  address: ListAddress
  fields: readonly FilterField[]
  /** Placeholder of the list's own search; absent: no search field. */
  searchHint?: string
  columns: readonly Column<Row>[]
  rowKey(row: Row): string
  rowTo?(row: Row): string
  /** What the side panel shows; absent: a click opens the page. */
  panel?: { title(row: Row): ReactNode; body(row: Row): ReactNode }
  bulk?: readonly BulkAction[]
  /** Lets people choose all that match, loaded or not. */
  everyKey?: EveryKey
  views?: readonly SavedView[]
  /** Offers to save what is shown as a view. */
  onSaveView?(): void
  updateView?: ViewUpdate | undefined
  /** Stands where rows would, when there are none and nothing is filtered. */
  empty?: ReactNode
}

/** A list as the whole desk has it: views, filters as a sentence, dense table, side panel, bulk bar, count. */
export function ListPage<Row>(props: ListPageProps<Row>) {
  const { list, address, columns, rowKey, rowTo, panel, bulk } = props
  const go = useGo()
  const chosenColumns = useColumns(props.name, columns, {
    keys: address.columns,
    put: (keys) => address.set({ columns: keys?.join(',') }),
  })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState(-1)
  // Rows that a new filter has taken out of sight must not stay chosen: a bulk change would hit them unseen.
  const shown = JSON.stringify([address.q, address.filters])
  const [chosenFor, setChosenFor] = useState(shown)
  if (chosenFor !== shown) {
    setChosenFor(shown)
    setChosen(new Set())
    setAt(-1)
  }
  const opened = panel && address.open ? list.rows.find((row) => rowKey(row) === address.open) : undefined
  const open = (row: Row) => {
    const to = rowTo?.(row)
    if (panel && address.open !== rowKey(row)) address.set({ open: rowKey(row) })
    else if (to) go(to)
  }
  return (
    <Page title={props.title} lead={props.lead} primary={props.primary} more={props.more ?? []}>
      {props.views && <ListViews views={props.views} onSave={props.onSaveView} update={props.updateView} />}
      <ListBar
        list={list}
        address={address}
        fields={props.fields}
        searchHint={props.searchHint}
        columns={columns}
        chosenColumns={chosenColumns}
      />
      <div className="list-body">
        <div className="list-rows">
          <ListRows list={list} address={address} empty={props.empty}>
            <DataTable
              label={props.title}
              list={list}
              columns={chosenColumns.shown}
              rowKey={rowKey}
              {...(rowTo && { rowTo })}
              sort={address.sort}
              onSort={(sort) => address.set({ sort })}
              {...(bulk && { chosen, onChoose: setChosen })}
              at={at}
              onMove={setAt}
              opened={address.open}
              onOpen={open}
            />
          </ListRows>
          {bulk && (
            <BulkBar
              chosen={chosen}
              actions={bulk}
              onClear={() => setChosen(new Set())}
              more={
                props.everyKey &&
                isMoreToChoose(list, chosen, props.everyKey.most) && (
                  <ChooseEvery key={shown} of={props.everyKey} total={list.total} onChoose={setChosen} />
                )
              }
            />
          )}
        </div>
        {panel && opened !== undefined && (
          <SidePanel
            title={panel.title(opened)}
            onClose={() => address.set({ open: undefined })}
            {...(rowTo && { to: rowTo(opened) })}
          >
            {panel.body(opened)}
          </SidePanel>
        )}
      </div>
    </Page>
  )
}

/** All that is loaded is chosen, and there is more than that. */
const isMoreToChoose = <Row,>(list: Rows<Row>, chosen: ReadonlySet<string>, most: number) =>
  list.hasMore && chosen.size >= list.rows.length && chosen.size < Math.min(list.total ?? most, most)

interface ListRowsProps<Row> {
  list: Rows<Row>
  address: ListAddress
  empty: ReactNode
  children: ReactNode
}

function ListRows<Row>({ list, address, empty, children }: ListRowsProps<Row>) {
  if (list.rows.length > 0) return children
  if (list.error) return <ErrorState error={list.error} retry={list.retry} />
  if (list.loading) return <LateSkeleton lines={12} />
  const filtered = address.q !== '' || Object.keys(address.filters).length > 0
  if (!filtered && empty) return empty
  return <NothingFound address={address} filtered={filtered} />
}

function NothingFound({ address, filtered }: { address: ListAddress; filtered: boolean }) {
  const { t } = useTranslation()
  const keys = ['q', ...Object.keys(address.filters)]
  if (!filtered) return <EmptyState title={t('kit:table.empty')} />
  return (
    <EmptyState title={t('kit:table.nothing')} reason={t('kit:table.nothingReason')}>
      <Button onClick={() => address.set(Object.fromEntries(keys.map((key) => [key, undefined])))}>
        {t('kit:filter.clear')}
      </Button>
    </EmptyState>
  )
}
