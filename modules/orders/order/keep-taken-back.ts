import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray } from '#core/database/column-arrays.ts'
import { queueJob } from '#core/jobs/job.ts'
import { type MovedGoods, matchReturns } from './match-returns.ts'

/** Name of the job that does it for somebody who doesn't see every order of a customer. */
export const KEEP_TAKEN_BACK = 'orders.keep-taken-back'

/**
 * Brings `taken_back_micro` of these customers' sales up to date. Only customers who ever sent something back are
 * looked at; the anonymous record is many people and left out.
 */
export async function keepTakenBack(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  // Inside a unit only its own orders are seen, and goods of another unit's sale may have come back.
  if (ctx.scope.units !== 'all') return queueJob(ctx, { name: KEEP_TAKEN_BACK }, { customerIds })
  const ids = await returningCustomers(ctx, customerIds)
  if (ids.length === 0) return
  // Lines of products that never came back can't be matched, and they are most.
  const { rows } = await sql<MovedGoods & { customerId: string }>`
    with back as materialized (
      select distinct customer_id, sku from orders.lines
      where customer_id = any(${ids}::uuid[]) and quantity < 0 and sku is not null
    )
    select o.customer_id as "customerId", o.order_id as "orderId", o.order_number as "orderNumber", l.line_no as "lineNo", o.ordered_at as "orderedAt",
      l.sku, (l.quantity * 1000)::bigint as quantity, l.revenue_micro as "revenueMicro", o.return_of as "returnOf"
    from back join orders.lines l using (customer_id, sku) join orders.orders o using (customer_id, order_id)
    where o.customer_id = any(${ids}::uuid[]) and o.counts and not o.is_anonymous`.execute(ctx.db)
  const taken = [...Map.groupBy(rows, (row) => row.customerId)].flatMap(([customerId, lines]) =>
    [...matchReturns(lines)].map(([orderId, amount]) => ({ customerId, orderId, amount })),
  )
  await keepAmounts(ctx, ids, taken)
}

interface Taken {
  customerId: string
  orderId: string
  amount: bigint
}

/** Writes what was taken back of each sale where it says something else; of most sales nothing ever was. */
async function keepAmounts(ctx: Context, customerIds: readonly string[], taken: readonly Taken[]): Promise<void> {
  const { rows: standing } = await sql<Taken>`
    select customer_id as "customerId", order_id as "orderId", taken_back_micro as amount from orders.orders
    where customer_id = any(${customerIds}::uuid[]) and taken_back_micro <> 0`.execute(ctx.db)
  const before = new Map(standing.map(({ orderId, amount }) => [orderId, amount]))
  const now = new Set(taken.map(({ orderId }) => orderId))
  const wrong = [
    ...taken.filter(({ orderId, amount }) => before.get(orderId) !== amount),
    ...standing.filter(({ orderId }) => !now.has(orderId)).map((one) => ({ ...one, amount: 0n })),
  ]
  if (wrong.length === 0) return
  await sql`
    update orders.orders o set taken_back_micro = t.amount
    from unnest(${plainArray(wrong.map((one) => one.customerId))}::uuid[],
      ${plainArray(wrong.map((one) => one.orderId))}::uuid[],
      ${plainArray(wrong.map((one) => one.amount))}::bigint[]) t (customer_id, order_id, amount)
    where o.customer_id = t.customer_id and o.order_id = t.order_id`.execute(ctx.db)
}

async function returningCustomers(ctx: Context, customerIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from orders.lines where customer_id = any(${customerIds}::uuid[]) and quantity < 0
    union
    select customer_id from orders.orders where customer_id = any(${customerIds}::uuid[]) and taken_back_micro <> 0`.execute(
    ctx.db,
  )
  return rows.map((row) => row.customer_id)
}
