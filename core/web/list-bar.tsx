import { SearchOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from './column.ts'
import { ColumnChoice } from './column-choice.tsx'
import type { FilterField } from './filter-field.ts'
import { FilterSentence } from './filter-sentence.tsx'
import './list-page.css'
import { SortChoice } from './sort-choice.tsx'
import type { Rows } from './use-call-pages.ts'
import type { ChosenColumns } from './use-columns.ts'
import type { ListAddress } from './use-list-address.ts'

interface ListBarProps<Row> {
  list: Rows<Row>
  address: ListAddress
  fields: readonly FilterField[]
  searchHint: string | undefined
  columns: readonly Column<Row>[]
  chosenColumns: ChosenColumns<Row>
}

/** The line above a table: search, filters, count, columns. */
export function ListBar<Row>({ list, address, fields, searchHint, columns, chosenColumns }: ListBarProps<Row>) {
  return (
    <div className="list-bar">
      {searchHint && <ListSearch hint={searchHint} value={address.q} onChange={(q) => address.set({ q })} />}
      {fields.length > 0 && <FilterSentence fields={fields} filters={address.filters} onChange={address.set} />}
      <SortChoice columns={columns} sort={address.sort} onSort={(sort) => address.set({ sort })} />
      <span className="end">
        <Count list={list} />
        <ColumnChoice columns={columns} chosen={chosenColumns} />
      </span>
    </div>
  )
}

function Count<Row>({ list }: { list: Rows<Row> }) {
  const { t } = useTranslation()
  if (list.loading || list.error) return null
  const shown = list.rows.length
  const text =
    list.total !== null
      ? t('kit:table.total', { count: list.total })
      : !list.hasMore
        ? t('kit:table.total', { count: shown })
        : list.over
          ? t('kit:table.over', { count: list.over })
          : t('kit:table.atLeast', { count: shown })
  return (
    <span className="count" aria-live="polite">
      {text}
    </span>
  )
}

const PAUSE_MS = 250

function ListSearch({
  hint,
  value,
  onChange,
}: {
  hint: string
  value: string
  onChange(value: string | undefined): void
}) {
  const [draft, setDraft] = useState(value)
  useEffect(() => setDraft(value), [value])
  useEffect(() => {
    if (draft.trim() === value) return
    const timer = setTimeout(() => onChange(draft.trim() || undefined), PAUSE_MS)
    return () => clearTimeout(timer)
  })
  return (
    <span className="search" data-list-search>
      <Input
        type="search"
        prefix={<SearchOutlined />}
        placeholder={hint}
        aria-label={hint}
        value={draft}
        allowClear
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
      />
    </span>
  )
}
