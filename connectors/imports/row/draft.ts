import type { Field } from '../fields/field.ts'
import type { Problem } from './bad-value.ts'
import type { Packed } from './value-readers.ts'

export interface Draft {
  /** One a slot. */
  values: Packed[]
  problems: Problem[]
  notes: Problem[]
  isFirstOfOrder: boolean
  /** The shop's own word for the state. */
  statusGiven: string | null
}

export interface SlotName {
  field: Field
  header: string
  /** -1: no column gives it. */
  column: number
}

/** Named access to the values of the row that is being read; one for all rows of a file. */
export class NamedRow {
  readonly #positions: Map<string, number>
  readonly #slots: readonly SlotName[]
  #values: Packed[] = []

  constructor(slots: readonly SlotName[]) {
    this.#slots = slots
    this.#positions = new Map(slots.map(({ field }, index) => [field.name, index]))
  }

  show(values: Packed[]): void {
    this.#values = values
  }

  get(name: string): Packed {
    return this.#values[this.#positions.get(name) ?? -1] ?? null
  }

  set(name: string, value: Packed): void {
    this.#values[this.#positions.get(name) ?? 0] = value
  }

  /** True when a column of the file gives this field. */
  hasColumn(name: string): boolean {
    return (this.#slots[this.#positions.get(name) ?? -1]?.column ?? -1) >= 0
  }

  header(name: string): string {
    return this.#slots[this.#positions.get(name) ?? -1]?.header ?? name
  }
}

/** Adds a problem for a field that must have a value, unless its cell has been complained about already. */
export function require(draft: Draft, row: NamedRow, name: string): void {
  const value = row.get(name)
  if (value !== null && value !== '') return
  const column = row.header(name)
  if (!draft.problems.some((problem) => problem.column === column)) {
    draft.problems.push({ column, value: '', reason: 'missing' })
  }
}

/** 姓 + 名 run together, other names with a blank between. */
export function fullName(first: Packed, last: Packed): string | null {
  const parts = [String(first ?? ''), String(last ?? '')].filter((part) => part !== '')
  if (parts.length === 0) return null
  return parts.every((part) => /^\p{Script=Han}+$/u.test(part)) ? parts.reverse().join('') : parts.join(' ')
}
