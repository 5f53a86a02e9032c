import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { refreshSearch } from '../search/refresh-search.ts'
import { queueSegments } from '../segment/segment-jobs.ts'
import { shownCurrency } from './shown-currency.ts'

/** Copies what orders and timelines say about these customers into their records, and their order numbers into the search. */
export async function keepMetrics(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  const currency = await shownCurrency(ctx)
  // Two reactions may concern the same customers: locked in one order they wait for each other instead of deadlocking.
  await sql`select 1 from customers.customers where customer_id = any(${customerIds}::uuid[])
    order by customer_id for no key update`.execute(ctx.db)
  await sql`
    update customers.customers c set orders_count = m.orders, revenue_micro = m.revenue, first_order_at = m.first,
      last_order_at = m.last, returns_count = m.returns, complaints_count = told.complaints,
      last_interaction_at = greatest(c.last_interaction_at, told.contact)
    from (
      select asked.id,
        count(o.order_id) filter (where o.counts and o.kind = 'sale')::int as orders,
        coalesce(sum(o.revenue_micro) filter (where o.counts and o.currency = ${currency}), 0)::bigint as revenue,
        min(o.ordered_at) filter (where o.counts and o.kind = 'sale') as first,
        max(o.ordered_at) filter (where o.counts and o.kind = 'sale') as last,
        count(o.order_id) filter (where o.kind = 'return' or o.status = 'returned')::int as returns
      from unnest(${customerIds}::uuid[]) asked (id) left join facts.orders o on o.customer_id = asked.id
      group by asked.id
    ) m cross join lateral (
      select count(*) filter (where i.kind = 'complaint')::int as complaints,
        max(i.occurred_at) filter (where i.channel <> 'system') as contact
      from customers.interactions i where i.customer_id = m.id
    ) told
    where c.customer_id = m.id and c.stage <> 'anonymous'
      and (c.orders_count, c.revenue_micro, c.first_order_at, c.last_order_at, c.returns_count, c.complaints_count,
        c.last_interaction_at)
        is distinct from (m.orders, m.revenue, m.first, m.last, m.returns, told.complaints,
        greatest(c.last_interaction_at, told.contact))`.execute(ctx.db)
  await refreshSearch(ctx, customerIds)
  queueSegments(ctx, customerIds)
}
