import type { Field } from '../fields/field.ts'
import type { Mapping } from '../mapping/mapping.ts'
import type { Problem } from './bad-value.ts'
import { finishOrder } from './finish-order.ts'
import type { Packed } from './value-readers.ts'

export interface Draft {
  mapping: Mapping
  slots: readonly { field: Field; header: string; column: number }[]
  /** One a slot. */
  values: Packed[]
  problems: Problem[]
  notes: Problem[]
  isFirstOfOrder: boolean
  /** The shop's own word for the state. */
  statusGiven: string | null
}

/** What a whole row must have, and what follows from several of its cells; the values that are staged. */
export function finishRow(draft: Draft): Packed[] {
  const row = slotsByName(draft)
  if (draft.mapping.kind === 'orders') finishOrder(draft, row)
  if (draft.mapping.kind === 'customers') finishCustomer(draft, row)
  if (draft.mapping.kind === 'products') require(draft, row, 'sku')
  if (draft.mapping.kind === 'interactions') finishInteraction(draft, row)
  return draft.values.filter((_, index) => draft.slots[index]?.field.key !== undefined)
}

/** Named access to the values of a draft. */
export interface NamedRow {
  get(name: string): Packed
  set(name: string, value: Packed): void
  header(name: string): string
}

const positions = new WeakMap<Draft['slots'], Map<string, number>>()

function slotsByName(draft: Draft): NamedRow {
  let known = positions.get(draft.slots)
  if (!known) {
    known = new Map(draft.slots.map(({ field }, index) => [field.name, index]))
    positions.set(draft.slots, known)
  }
  const at = known
  return {
    get: (name) => draft.values[at.get(name) ?? -1] ?? null,
    set: (name, value) => {
      draft.values[at.get(name) ?? 0] = value
    },
    header: (name) => draft.slots[at.get(name) ?? -1]?.header ?? name,
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

function finishCustomer(draft: Draft, row: NamedRow): void {
  if (row.get('name') === null) row.set('name', fullName(row.get('first_name'), row.get('last_name')))
  const known = ['customer_ref', 'email', 'phone', 'card_number', 'name'].some((name) => row.get(name) !== null)
  if (!known && draft.problems.length === 0) {
    draft.problems.push({ column: row.header('customer_ref'), value: '', reason: 'customer_missing' })
  }
}

function finishInteraction(draft: Draft, row: NamedRow): void {
  require(draft, row, 'occurred_at')
  for (const [name, fallback] of [
    ['channel', 'other'],
    ['kind', 'note'],
    ['direction', 'inbound'],
  ] as const) {
    if (row.get(name) === null) row.set(name, fallback)
  }
  const known = ['customer_ref', 'email', 'phone'].some((name) => row.get(name) !== null)
  if (!known && draft.problems.length === 0) {
    draft.problems.push({ column: row.header('customer_ref'), value: '', reason: 'customer_missing' })
  }
}
