import { multiplyMicro, parseDecimal, shortestDecimal } from '#core/words/money.ts'
import { laterStatus } from '../fields/order-status.ts'
import { chinesePlace } from './chinese-place.ts'
import { type Draft, fullName, type NamedRow, require } from './draft.ts'
import type { Packed } from './value-readers.ts'

const MOST = 9_000_000_000_000

/** What an order line must have, and what follows from its other cells: state, price of one piece, amounts of the order. */
export function finishOrder(draft: Draft, row: NamedRow, creditPrefix: string | undefined): void {
  require(draft, row, 'order_number')
  require(draft, row, 'ordered_at')
  if (row.get('quantity') === null && !complained(draft, row, 'quantity')) assumeOne(draft, row)
  if (row.get('unit_price') === null && row.get('line_total') !== null) priceFromTotal(row)
  require(draft, row, 'unit_price')
  require(draft, row, 'currency')
  if (row.get('customer_name') === null) {
    row.set('customer_name', fullName(row.get('first_name'), row.get('last_name')))
  }
  settleStatus(draft, row, creditPrefix)
  settlePlace(row)
  noteLargeDiscount(draft, row)
  if (draft.isFirstOfOrder) addOrderAmounts(row)
  if (Math.abs(Number(row.get('quantity')) * Number(row.get('unit_price'))) > MOST) {
    draft.problems.push({
      column: row.header('unit_price'),
      value: String(row.get('unit_price')),
      reason: 'amount_too_large',
    })
  }
  settleContacts(draft, row)
}

const complained = (draft: Draft, row: NamedRow, name: string) =>
  draft.problems.some(({ column }) => column === row.header(name))

/** Files without a column of quantities are about single things; an empty cell among others is worth saying. */
function assumeOne(draft: Draft, row: NamedRow): void {
  row.set('quantity', '1')
  if (row.hasColumn('quantity') && row.get('line_total') === null)
    draft.notes.push({ column: row.header('quantity'), value: '', reason: 'quantity_assumed' })
}

/** Of the line's own discount: one of the whole order stands on its first line and may be more than that. */
function noteLargeDiscount(draft: Draft, row: NamedRow): void {
  const discount = row.get('discount')
  const price = parseDecimal(String(row.get('unit_price') ?? ''))
  const quantity = row.get('quantity')
  if (discount === null || price === null || quantity === null) return
  if (absolute(discount) <= absolute(multiplyMicro(price, String(quantity)).toString())) return
  const value = shortestDecimal(BigInt(String(discount)))
  draft.notes.push({ column: row.header('discount'), value, reason: 'discount_above_amount' })
}

/** A price that times the quantity is the total again, to the last millionth: what can't be divided becomes a discount. */
function priceFromTotal(row: NamedRow): void {
  const total = BigInt(String(row.get('line_total')))
  const quantity = String(row.get('quantity') ?? '1')
  if (!/^-?[1-9]\d*$/.test(quantity)) {
    row.set('unit_price', shortestDecimal(total))
    row.set('quantity', '1')
    return
  }
  const count = BigInt(quantity)
  const share = total / count
  const price = share * count < total ? share + (count > 0n ? 1n : -1n) : share
  row.set('unit_price', shortestDecimal(price))
  addMicro(row, 'discount', price * count - total)
}

function addOrderAmounts(row: NamedRow): void {
  addMicro(row, 'discount', absolute(row.get('order_discount')))
  if (row.get('status') !== 'cancelled') addMicro(row, 'discount', absolute(row.get('order_refund')))
  addMicro(row, 'freight', row.get('order_freight') === null ? 0n : BigInt(String(row.get('order_freight'))))
}

/** Some exports write reductions with a minus. */
const absolute = (amount: Packed) => (amount === null ? 0n : BigInt(String(amount).replace('-', '')))

function addMicro(row: NamedRow, name: string, micro: bigint): void {
  if (micro !== 0n) row.set(name, (BigInt(String(row.get(name) ?? '0')) + micro).toString())
}

/** An unknown word is kept as it was given and decides nothing. */
function settleStatus(draft: Draft, row: NamedRow, prefix: string | undefined): void {
  const main = String(row.get('status') ?? '')
  const second = String(row.get('delivery_status') ?? '')
  // Our own export has the shop's word in a column of its own.
  if (row.get('status_given') === null) row.set('status_given', draft.statusGiven)
  for (const word of [main, second]) {
    if (word.startsWith('?'))
      draft.notes.push({ column: row.header('status'), value: word.slice(1), reason: 'status_unknown' })
  }
  const known = [main, second].map((word) => (word === '' || word.startsWith('?') ? null : word)) as Parameters<
    typeof laterStatus
  >
  const status = known[0] === 'cancelled' ? 'cancelled' : laterStatus(known[0], known[1])
  row.set('status', row.get('cancelled_at') !== null ? 'cancelled' : status)
  if (prefix !== undefined && String(row.get('order_number') ?? '').startsWith(prefix)) row.set('status', 'returned')
}

function settlePlace(row: NamedRow): void {
  if (row.get('region') !== null || row.get('city') !== null || row.get('address') === null) return
  const place = chinesePlace(String(row.get('address')))
  if (!place) return
  row.set('region', place.region)
  row.set('city', place.city)
}

/** A contact that can't be read is left out with a note, unless it was all that named the buyer. */
function settleContacts(draft: Draft, row: NamedRow): void {
  const unread = draft.notes.filter(({ column }) => column === row.header('email') || column === row.header('phone'))
  if (unread.length === 0) return
  const named = ['customer_ref', 'email', 'phone'].some((name) => row.get(name) !== null)
  const masked = unread.every(({ value }) => value.includes('*'))
  if (named || masked) return
  draft.problems.push(...unread)
  draft.notes = draft.notes.filter((note) => !unread.includes(note))
}
