import type { Mapping } from '../mapping/mapping.ts'
import type { Problem } from './bad-value.ts'

/** Custom fields of a row as JSON text; the customers' room knows their types and checks them. */
export type CustomReader = (cells: string[]) => string | Problem

const FIELD = /^custom\.([a-z][a-z0-9_]{0,40})$/

export const customFieldKey = (field: string): string | null => FIELD.exec(field)?.[1] ?? null

/** Reads columns that are mapped to `custom.<key>`; null when there are none. */
export function customReader(mapping: Mapping, header: readonly string[]): CustomReader | null {
  const columns = header.flatMap((name, index) => {
    const key = Object.hasOwn(mapping.columns, name) ? customFieldKey(mapping.columns[name] ?? '') : null
    return key === null ? [] : [{ key, index, name }]
  })
  if (columns.length === 0 || mapping.kind !== 'customers') return null
  return (cells) => {
    const found: [string, string][] = []
    for (const { key, index, name } of columns) {
      const cell = cells[index] ?? ''
      if (cell.length > 2000) return { column: name, value: cell.slice(0, 200), reason: 'too_long' }
      if (cell !== '') found.push([key, cell])
    }
    return JSON.stringify(Object.fromEntries(found))
  }
}
