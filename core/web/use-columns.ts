import { useMemo, useState } from 'react'
import type { Column } from './column.ts'
import { remembered } from './remembered.ts'

export interface ChosenColumns<Row> {
  shown: Column<Row>[]
  isShown(key: string): boolean
  toggle(key: string): void
  reset(): void
}

/** Columns that stand in the address, as a view has them, and how to change them there. */
export interface AskedColumns {
  keys: readonly string[] | undefined
  put(keys: readonly string[] | null): void
}

/**
 * Which columns a person wants in this list; remembered on the device, unless the address asks for others. The first
 * column always stands.
 */
export function useColumns<Row>(
  name: string,
  columns: readonly Column<Row>[],
  asked?: AskedColumns,
): ChosenColumns<Row> {
  const memory = useMemo(() => remembered<string[] | null>(`columns:${name}`, null), [name])
  const [chosen, setChosen] = useState(memory.read)
  const keys = asked?.keys ?? chosen ?? columns.filter((column) => !column.optional).map((column) => column.key)
  const isShown = (key: string) => key === columns[0]?.key || keys.includes(key)
  const keep = (next: string[] | null) => {
    if (asked?.keys) return asked.put(next)
    memory.write(next)
    setChosen(next)
  }
  return {
    shown: columns.filter((column) => isShown(column.key)),
    isShown,
    toggle: (key) => keep(keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]),
    reset: () => keep(null),
  }
}
