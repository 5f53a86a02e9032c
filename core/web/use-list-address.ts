import type { FilterField, Filters } from './filter-field.ts'
import { useAddress } from './use-address.ts'

export interface ListAddress {
  /** Text of the list's own search. */
  q: string
  sort: string | undefined
  /** Values by key of field, as they stand in the address. */
  filters: Filters
  /** Key of the row in the side panel. */
  open: string | undefined
  /** Keys of the columns that a view asks for; absent: as the reader likes them. */
  columns: readonly string[] | undefined
  set(patch: Record<string, string | undefined>): void
}

/** What a list shows, read from the address (`q`, `sort`, `open`, `columns`, and one key per field), so that it can be shared. */
export function useListAddress(fields: readonly FilterField[], defaultSort?: string): ListAddress {
  const { search, set } = useAddress()
  const filters: Filters = {}
  for (const { key } of fields) {
    const value = search[key]
    if (value) filters[key] = value
  }
  const columns = search.columns?.split(',')
  return { q: search.q ?? '', sort: search.sort ?? defaultSort, filters, open: search.open, columns, set }
}
