import { hearFields, type Json, laterTold, type ToldFields } from '#core/words/last-told.ts'
import type { OrderSaid, OrderTelling, RefundSaid } from './order-telling.ts'

/** All that was ever told of one order, as far as it counts. */
export interface ToldState {
  fields: ToldFields
  /** By the shop's id. */
  refunds: ToldFields
  /** The earliest moment anything was told about, in milliseconds. */
  firstAt: number
}

/**
 * What is known of an order after one more message. Messages may come late, twice and in any order: fields and refunds are
 * each the last told one, so the same messages give the same state however they came. The same object: nothing new.
 */
export function hearTelling(state: ToldState | undefined, telling: OrderTelling): ToldState {
  const when = { at: telling.toldAt.getTime(), rank: telling.rank ?? 0 }
  const before = state ?? { fields: {}, refunds: {}, firstAt: when.at }
  const fields = hearFields(before.fields, telling.says as Record<string, Json | undefined>, when)
  let refunds = before.refunds
  for (const refund of telling.refunds ?? []) {
    const told = laterTold(refunds[refund.refundId], { value: refund as unknown as Json, ...when })
    if (told !== refunds[refund.refundId]) refunds = { ...refunds, [refund.refundId]: told }
  }
  const firstAt = Math.min(before.firstAt, when.at)
  const isSame = state && fields === before.fields && refunds === before.refunds && firstAt === before.firstAt
  return isSame ? state : { fields, refunds, firstAt }
}

/** The order as it now stands. */
export function saidBy(state: ToldState): OrderSaid {
  return Object.fromEntries(Object.entries(state.fields).map(([name, told]) => [name, told.value])) as OrderSaid
}

/** Refunds in time, without those that the shop took back. */
export function refundsOf(state: ToldState): RefundSaid[] {
  const list = state.fields.refundIds
  const listed = new Set((list?.value ?? []) as string[])
  return Object.values(state.refunds)
    .filter((told) => list === undefined || told.at > list.at || listed.has((told.value as RefundSaid).refundId))
    .map((told) => told.value as RefundSaid)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.refundId < b.refundId ? -1 : 1))
}
