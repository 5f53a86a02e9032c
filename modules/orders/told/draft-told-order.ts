import { contentHash } from '../import/content-hash.ts'
import { gatherOrders } from '../import/gather-orders.ts'
import type { OrderDraft } from '../import/order-draft.ts'
import type { OrderLineRow } from '../import/order-line-row.ts'
import { rowsOfOrder } from './rows-of-order.ts'
import { saidBy, type ToldState } from './told-state.ts'

/** A told order in the form that imports write. */
export interface ToldOrderDraft {
  externalId: string
  sale: OrderDraft
  refunds: RefundDraft[]
  cancelledAt: Date | null
  reason: string | null
  /** Null: nobody was named. */
  buyerHash: bigint | null
  /** Another buyer than the one it was written with. */
  isOthers: boolean
}

export interface RefundDraft {
  draft: OrderDraft
  /** Which line of the sale each line takes back, from 0; null: money alone. */
  takes: (number | null)[]
}

export interface RefusedOrder {
  externalId: string
  reason: string
}

interface Standing {
  currency: string
  /** Of an order that was written already: it keeps its number. */
  orderNumber?: string | null
  buyerHash?: bigint | null
}

/** What is to stand of a told order; null as long as too little is known; a reason when it can't be an order. */
export function draftToldOrder(
  externalId: string,
  state: ToldState,
  { currency, orderNumber, buyerHash: former = null }: Standing,
): ToldOrderDraft | RefusedOrder | null {
  const rows = rowsOfOrder(state, currency)
  if (!rows) return null
  const numbered = (row: OrderLineRow, suffix = '') =>
    orderNumber ? { ...row, orderNumber: `${orderNumber}${suffix}` } : row
  const own = rows.sale[0]?.orderNumber ?? ''
  const sale = gather(rows.sale.map((row) => numbered(row)))
  const refunds = rows.refunds.map(({ rows: taken, takes }) => ({
    draft: gather(taken.map((row) => numbered(row, row.orderNumber.slice(own.length)))),
    takes,
  }))
  const wrong = [sale, ...refunds.map(({ draft }) => draft)].find((draft) => typeof draft === 'string')
  if (typeof sale === 'string' || typeof wrong === 'string') return { externalId, reason: wrong ?? 'order_unreadable' }
  const { cancelledAt, reason } = saidBy(state)
  const buyerHash = hashOfBuyer(sale)
  return {
    externalId,
    sale,
    refunds: refunds as RefundDraft[],
    cancelledAt: cancelledAt ? new Date(cancelledAt) : null,
    reason: reason ?? null,
    buyerHash,
    isOthers: buyerHash !== null && buyerHash !== former,
  }
}

/** One order of its rows, or why it can't be. */
function gather(rows: readonly OrderLineRow[]): OrderDraft | string {
  const { orders, refused } = gatherOrders(rows.map((value, index) => ({ line: index + 1, value })))
  return refused[0]?.reason ?? orders[0] ?? 'order_unreadable'
}

function hashOfBuyer({ buyer }: OrderDraft): bigint | null {
  const { customerRef, email, phone, visitorId } = buyer
  const marks = [customerRef, email, phone, visitorId]
  return marks.some(Boolean) ? contentHash(JSON.stringify(marks)) : null
}
