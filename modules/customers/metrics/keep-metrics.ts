import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray } from '#core/database/column-arrays.ts'
import { lockCustomers } from '../customer/lock-customers.ts'
import { refreshSearch } from '../search/refresh-search.ts'
import { queueSegments } from '../segment/segment-jobs.ts'

/**
 * Copies what orders say about these customers into their records: figures as `facts.customer_orders` has them, and
 * the order numbers they are found by. The profit is that of all orders where every cost is known; else the analysis
 * says what it can. An order is a contact too. Each record is written once, because a write of it is one of its thirty
 * indexes.
 */
export async function keepMetrics(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  await lockCustomers(ctx, customerIds)
  const ids = plainArray(customerIds)
  await sql`
    update customers.customers c set orders_count = m.orders, revenue_micro = m.revenue, profit_micro = m.profit,
      first_order_at = m.first, last_order_at = m.last, returns_count = m.returns,
      stage = case when m.orders > 0 and c.stage in ('visitor', 'lead') then 'customer' else c.stage end,
      last_interaction_at = m.contact, revenue_known = m.revenue_known, profit_known = m.profit_known
    from (
      select k.customer_id as id, coalesce(o.orders, 0)::int as orders, coalesce(o.revenue_micro, 0) as revenue,
        case when o.orders_without_cost > 0 then k.profit_micro
          else coalesce(o.revenue_micro - o.cost_micro, 0) - coalesce(s.cost_to_serve_micro, 0) end as profit,
        coalesce(o.unrated_orders, 0) = 0 as revenue_known,
        coalesce(o.unrated_orders, 0) = 0 and (coalesce(o.orders_without_cost, 0) = 0 or k.profit_known) as profit_known,
        o.first_order_at as first, o.last_order_at as last, coalesce(o.returns, 0)::int as returns,
        greatest(k.last_interaction_at,
          (select max(n.ordered_at) from facts.orders n where n.customer_id = k.customer_id)) as contact
      from customers.customers k
      left join (select * from facts.customer_orders where customer_id = any(${ids}::uuid[])) o
        on o.customer_id = k.customer_id
      left join (select * from facts.customer_costs where customer_id = any(${ids}::uuid[])) s
        on s.customer_id = k.customer_id
      where k.customer_id = any(${ids}::uuid[]) and k.stage <> 'anonymous'
    ) m
    where c.customer_id = m.id
      and (c.orders_count, c.revenue_micro, c.profit_micro, c.first_order_at, c.last_order_at, c.returns_count,
        c.last_interaction_at, c.revenue_known, c.profit_known)
        is distinct from (m.orders, m.revenue, m.profit, m.first, m.last, m.returns, m.contact, m.revenue_known,
          m.profit_known)`.execute(ctx.db)
  await refreshSearch(ctx, customerIds)
  queueSegments(ctx, customerIds)
}
