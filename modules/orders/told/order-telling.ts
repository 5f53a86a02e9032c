import type { OrderStatus } from '../import/order-line-row.ts'

/** Who ordered, as a shop says it. */
export type BuyerSaid = {
  customerRef?: string
  /** The mark of a browser, where nothing else names the buyer. */
  visitorId?: string
  customerName?: string
  email?: string
  phone?: string
  country?: string
  region?: string
  city?: string
  address?: string
  postcode?: string
}

/** Amounts are exact decimal texts, up to six decimals; quantities up to three. */
export type LineSaid = {
  /** The shop's own id of the line, by which refunds name it. */
  ref?: string
  sku?: string
  name?: string
  category?: string
  brand?: string
  quantity: string
  unitPrice: string
  /** Of the whole line. */
  discount?: string
}

/** What a shop says of an order. Times are ISO 8601 texts. What is left out stays as it was told before. */
export type OrderSaid = {
  orderNumber?: string
  orderedAt?: string
  status?: OrderStatus
  /** The shop's own word. */
  statusGiven?: string
  currency?: string
  buyer?: BuyerSaid
  lines?: LineSaid[]
  /** Of an order without lines: what was paid for its goods. */
  total?: string
  /** Of the order beside its lines' own; falls on the lines by their amounts. */
  discount?: string
  freight?: string
  channel?: string
  shop?: string
  voucher?: string
  reason?: string
  approvedAt?: string
  shippedAt?: string
  deliveredAt?: string
  promisedAt?: string
  cancelledAt?: string
  /** All refunds there are: others that were told up to then were taken back. */
  refundIds?: string[]
}

/** Goods or money given back. */
export type RefundSaid = {
  refundId: string
  at: string
  /** What came back; `of` is the line's `ref`, or its sku. Null: all that is left. Empty: money alone. */
  lines: { of: string; quantity: string; amount?: string }[] | null
  /** Given back in all, freight apart; what exceeds the lines stands as a line of its own. */
  amount?: string
  freight?: string
  reason?: string
}

/** One message of a shop about one order. */
export interface OrderTelling {
  /** The shop's own id of the order; its number may be another. */
  externalId: string
  /** When the shop says this was so, not when the message came. */
  toldAt: Date
  /** Which counts of two of the same moment: the higher. */
  rank?: number
  says: OrderSaid
  refunds?: RefundSaid[]
}
