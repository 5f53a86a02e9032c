import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray, timeArray } from '#core/database/column-arrays.ts'
import { findToldOrders, type ToldOrder } from '../order/timeline-rows.ts'
import type { RefundDraft, ToldOrderDraft } from './draft-told-order.ts'

/** A told order with the orders it became. */
export interface Written {
  told: ToldOrderDraft
  saleId: string
  isNew: boolean
  refunds: (RefundDraft & { orderId: string })[]
  /** The sale and its refunds. */
  orderIds: string[]
}

/**
 * Keeps which order each telling became, and what only tellings say of an order. Returns the orders of which that is
 * another thing than before.
 */
export async function keepTold(ctx: Context, source: string, written: readonly Written[]): Promise<string[]> {
  if (written.length === 0) return []
  await sql`
    update orders.told_orders t set customer_id = n.customer_id, order_id = n.order_id,
      buyer_hash = coalesce(w.buyer_hash, t.buyer_hash)
    from unnest(${textArray(written.map(({ told }) => told.externalId))}::text[],
      ${plainArray(written.map(({ saleId }) => saleId))}::uuid[],
      ${plainArray(written.map(({ told }) => told.buyerHash))}::bigint[]) w (external_id, order_id, buyer_hash)
    join orders.order_numbers n using (order_id)
    where t.source = ${source} and t.external_id = w.external_id`.execute(ctx.db)
  const parts = written.flatMap(({ told, saleId, refunds }) => [
    { orderId: saleId, returnOf: null, draft: told.sale, cancelledAt: told.cancelledAt, reason: told.reason },
    ...refunds.map(({ orderId, draft }) => ({ orderId, returnOf: saleId, draft, cancelledAt: null, reason: null })),
  ])
  const { rows } = await sql<{ order_id: string }>`
    update orders.orders o set is_told = true, return_of = w.return_of, cancelled_at = w.cancelled_at,
      reason = coalesce(w.reason, o.reason), currency = w.currency,
      version = o.version + 1, changed_at = now()
    from unnest(${plainArray(parts.map((part) => part.orderId))}::uuid[],
      ${plainArray(parts.map((part) => part.returnOf))}::uuid[],
      ${timeArray(parts.map((part) => (part.draft.head.status === 'cancelled' ? part.cancelledAt : null)))}::timestamptz[],
      ${textArray(parts.map((part) => part.reason))}::text[],
      ${textArray(parts.map((part) => part.draft.currency))}::text[])
      w (order_id, return_of, cancelled_at, reason, currency)
    join orders.order_numbers n using (order_id)
    where o.customer_id = n.customer_id and o.order_id = n.order_id
      and (not o.is_told or o.return_of is distinct from w.return_of or o.currency <> w.currency
        or o.cancelled_at is distinct from w.cancelled_at or o.reason is distinct from coalesce(w.reason, o.reason))
    returning o.order_id`.execute(ctx.db)
  return rows.map((row) => row.order_id)
}

/** Says of each refunded line which line of the sale it takes back. */
export async function nameSales(ctx: Context, written: readonly Written[]): Promise<void> {
  const refunds = written.flatMap(({ saleId, refunds }) => refunds.map((refund) => ({ ...refund, saleId })))
  const lines = refunds.flatMap(({ orderId, saleId, takes }) =>
    takes.map((of, at) => ({ orderId, saleId, at: at + 1, of: of === null ? null : of + 1 })),
  )
  if (lines.length === 0) return
  // Told lines stand in the order in which they were told; what stood before them keeps its number.
  await sql`
    with taken as (
      select n.customer_id, t.* from unnest(${plainArray(lines.map((line) => line.orderId))}::uuid[],
        ${plainArray(lines.map((line) => line.saleId))}::uuid[], ${plainArray(lines.map((line) => line.at))}::int[],
        ${plainArray(lines.map((line) => line.of))}::int[]) t (order_id, sale_id, nth, of)
      join orders.order_numbers n using (order_id)
    )
    update orders.lines l set return_of_line = t.of from taken t
    where l.customer_id = t.customer_id and l.order_id = t.order_id and l.line_no = t.nth
      and l.return_of_line is distinct from t.of`.execute(ctx.db)
}

/** Takes off refunds of told sales that the shop took back, or that others now leave nothing to give back. */
export async function dropRefunds(ctx: Context, written: readonly Written[]): Promise<ToldOrder[]> {
  const saleIds = written.filter(({ isNew }) => !isNew).map(({ saleId }) => saleId)
  if (saleIds.length === 0) return []
  const kept = written.flatMap(({ refunds }) => refunds.map(({ orderId }) => orderId))
  const { rows } = await sql<{ order_id: string }>`
    select r.order_id from orders.order_numbers n
    join orders.orders r on r.customer_id = n.customer_id and r.return_of = n.order_id
    where n.order_id = any(${saleIds}::uuid[]) and r.is_told and r.order_id <> all(${kept}::uuid[])`.execute(ctx.db)
  const gone = rows.map((row) => row.order_id)
  const dropped = await findToldOrders(ctx, gone)
  await sql`
    delete from orders.orders o using orders.order_numbers n
    where n.order_id = any(${gone}::uuid[]) and o.customer_id = n.customer_id and o.order_id = n.order_id`.execute(
    ctx.db,
  )
  return dropped
}
