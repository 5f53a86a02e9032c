import { sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import type { findCustomerValueCall } from './contract.ts'
import { describeValue, type ScoreRow } from './describe-value.ts'

type Reply = ReplyOf<typeof findCustomerValueCall>

const ORDERS = 50

/**
 * One customer's score with everything it rests on.
 * @throws notFound `customer_not_found`, also when out of the caller's scope.
 */
export async function findCustomerValue(
  ctx: Context,
  { customerId }: InputOf<typeof findCustomerValueCall>,
): Promise<Reply> {
  const { rows } = await sql<ScoreRow | { customer_id: null }>`
    select s.*, t.customers, t.recency, t.frequency as frequencies, t.money, t.basket, t.basis, t.costed_share, t.key_worth_micro
    from facts.customers c
    left join insight.scores s using (customer_id)
    left join insight.thresholds t on t.run_id = s.run_id and t.currency = s.currency
    where c.customer_id = ${customerId} and c.stage <> 'anonymous'`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw notFound('customer')
  const seesProfit = may(ctx.actor, 'orders.profit')
  const scored = row.customer_id === null ? { value: null, thresholds: null } : describeValue(row, seesProfit)
  const unrated = row.customer_id === null ? await listUnrated(ctx, customerId) : []
  return {
    ...scored,
    unrated,
    orders: await listOrders(ctx, customerId, seesProfit),
    history: await listHistory(ctx, customerId),
  }
}

async function listUnrated(ctx: Context, customerId: string): Promise<string[]> {
  const { rows } = await sql<{ currency: string }>`
    select distinct o.currency from facts.orders o left join facts.currency_rates r using (currency)
    where o.customer_id = ${customerId} and o.counts and o.revenue_micro <> 0 and r.rate is null order by 1`.execute(
    ctx.db,
  )
  return rows.map((row) => row.currency)
}

interface OrderRow {
  orderId: string
  number: string
  orderedAt: Date
  kind: 'sale' | 'return'
  revenue: bigint
  cost: bigint | null
  currency: string
}

async function listOrders(ctx: Context, customerId: string, seesProfit: boolean): Promise<Reply['orders']> {
  const { rows } = await sql<OrderRow>`
    select order_id as "orderId", order_number as number, ordered_at as "orderedAt", kind, revenue_micro as revenue,
      cost_micro as cost, currency
    from facts.orders where customer_id = ${customerId} and counts
    order by ordered_at desc, order_id desc limit ${ORDERS}`.execute(ctx.db)
  return rows.map((row) => ({
    ...row,
    orderedAt: row.orderedAt.toISOString(),
    revenue: formatDecimal(row.revenue, row.currency),
    cost: row.cost === null || !seesProfit ? null : formatDecimal(row.cost, row.currency),
  }))
}

async function listHistory(ctx: Context, customerId: string): Promise<Reply['history']> {
  const { rows } = await sql<Omit<Reply['history'][number], 'at'> & { at: Date }>`
    select changed_at as at, as_of as "asOf", class, previous_class as previous
    from insight.score_history where customer_id = ${customerId} order by changed_at desc limit 50`.execute(ctx.db)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
