import type { Mapping } from '../mapping/mapping.ts'
import { type Draft, fullName, NamedRow, require, type SlotName } from './draft.ts'
import { finishOrder } from './finish-order.ts'
import type { Packed } from './value-readers.ts'

/** Makes the function that says what a whole row must have and what follows from several of its cells; it returns the values that are staged. */
export function rowFinisher(mapping: Mapping, slots: readonly SlotName[]): (draft: Draft) => Packed[] {
  const row = new NamedRow(slots)
  const staged = slots.flatMap(({ field }, index) => (field.key === undefined ? [] : [index]))
  return (draft) => {
    row.show(draft.values)
    if (mapping.kind === 'orders') finishOrder(draft, row, mapping.formats.creditPrefix)
    else if (mapping.kind === 'customers') finishCustomer(draft, row)
    else if (mapping.kind === 'products') require(draft, row, 'sku')
    else finishInteraction(draft, row)
    return staged.map((index) => draft.values[index] ?? null)
  }
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
