import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** Makes the totals and the kind of orders from their lines anew; the same rule as `kindOf`. One statement. */
export async function recountOrders(ctx: Context, orderIds: readonly string[]): Promise<void> {
  await sql`
    update orders.orders o set goods_micro = t.goods, discount_micro = t.discount, freight_micro = t.freight,
      revenue_micro = t.goods - t.discount, cost_micro = t.cost, lines_count = t.lines,
      kind = case when (t.takes and not t.brings) or (o.status = 'returned' and t.goods < 0) then 'return' else 'sale' end
    from (
      select l.customer_id, l.order_id, sum(l.revenue_micro + l.discount_micro) as goods,
        sum(l.discount_micro) as discount, sum(l.freight_micro) as freight,
        case when count(*) = count(l.cost_micro) then sum(l.cost_micro) end as cost, count(*) as lines,
        bool_or(l.quantity < 0) as takes, bool_or(l.quantity > 0) as brings
      from orders.order_numbers n join orders.lines l using (customer_id, order_id)
      where n.order_id = any(${orderIds}::uuid[])
      group by l.customer_id, l.order_id
    ) t
    where o.customer_id = t.customer_id and o.order_id = t.order_id`.execute(ctx.db)
}
