import type { Product } from './catalogue.ts'

/** Amounts are whole millionths of the order's currency. */
export type Line = {
  product: Product
  quantity: number
  unitPriceMicro: number
  /** Off the whole line, not off each piece. */
  discountMicro: number
  unitCostMicro: number
}

export type OrderStatus = 'completed' | 'shipped' | 'paid' | 'cancelled' | 'returned'

export type Order = {
  number: string
  /** Local seconds from 1970. */
  second: number
  status: OrderStatus
  currency: string
  channel: string
  shop: string
  /** How the buyer is named on the order: by reference, only by e-mail or phone, as their second record, or not at all. */
  known: 'ref' | 'guest' | 'twin' | 'anonymous'
  lines: Line[]
  kind: 'sale' | 'credit-note'
  /** Second of arrival, and whether that was later than promised. */
  deliveredAt: number
  late: boolean
  /** What the customer said when they sent it back or called it off. */
  reason: string
}
