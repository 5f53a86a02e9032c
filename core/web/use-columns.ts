import { useMemo, useState } from 'react'
import type { Column } from './column.ts'
import { remembered } from './remembered.ts'

export interface ChosenColumns<Row> {
  shown: Column<Row>[]
  isShown(key: string): boolean
  toggle(key: string): void
  reset(): void
}

/** Which columns a person wants in this list; remembered on the device. The first column always stands. */
export function useColumns<Row>(name: string, columns: readonly Column<Row>[]): ChosenColumns<Row> {
  const memory = useMemo(() => remembered<string[] | null>(`columns:${name}`, null), [name])
  const [chosen, setChosen] = useState(memory.read)
  const keys = chosen ?? columns.filter((column) => !column.optional).map((column) => column.key)
  const isShown = (key: string) => key === columns[0]?.key || keys.includes(key)
  const keep = (next: string[] | null) => {
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
