import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { tellImported } from './tell-imported.ts'

/**
 * Gives lines what a product file, imported after them, knows about their products: category, brand and, in the same
 * currency, cost. What a line says itself stays.
 */
export async function fillFromCatalogue(ctx: Context, runId: string, productIds: readonly string[]): Promise<void> {
  if (productIds.length === 0) return
  const { rows } = await sql<{ customer_id: string; order_id: string }>`
    update orders.lines l set category_path = coalesce(l.category_path, p.category_path),
      brand = coalesce(l.brand, p.brand),
      cost_micro = coalesce(l.cost_micro, case when p.currency = o.currency then round(l.quantity * p.unit_cost_micro)::bigint end)
    from facts.products p, orders.orders o
    where p.product_id = any(${productIds}::uuid[]) and l.product_id = p.product_id
      and o.customer_id = l.customer_id and o.order_id = l.order_id
      and ((l.category_path is null and p.category_path is not null) or (l.brand is null and p.brand is not null)
        or (l.cost_micro is null and p.unit_cost_micro is not null and p.currency = o.currency))
    returning l.customer_id, l.order_id`.execute(ctx.db)
  if (rows.length === 0) return
  const recosted = await sql<{ customer_id: string }>`
    update orders.orders o set cost_micro = t.cost
    from (
      select l.customer_id, l.order_id, case when count(*) = count(l.cost_micro) then sum(l.cost_micro) end as cost
      from (select distinct * from unnest(${rows.map((row) => row.customer_id)}::uuid[],
        ${rows.map((row) => row.order_id)}::uuid[]) t (customer_id, order_id)) g
      join orders.lines l using (customer_id, order_id)
      group by l.customer_id, l.order_id
    ) t
    where o.customer_id = t.customer_id and o.order_id = t.order_id and o.cost_micro is distinct from t.cost
    returning o.customer_id`.execute(ctx.db)
  const customerIds = [...new Set(recosted.rows.map((row) => row.customer_id))]
  tellImported(ctx, runId, customerIds)
}
