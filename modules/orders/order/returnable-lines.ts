import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** A line with what returns naming this order have taken of it so far. */
export interface ReturnableLine {
  lineNo: number
  productId: string | null
  sku: string | null
  productName: string | null
  categoryPath: string | null
  brand: string | null
  quantity: string
  unitPrice: string
  discountMicro: bigint
  revenueMicro: bigint
  costMicro: bigint | null
  takenQuantity: string
  takenDiscountMicro: bigint
  takenCostMicro: bigint
}

/** The lines of an order in their order. Quantities are decimal text; what was taken is positive. */
export async function findReturnableLines(
  ctx: Context,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<ReturnableLine[]> {
  const { rows } = await sql<ReturnableLine>`
    select l.line_no as "lineNo", l.product_id as "productId", l.sku, l.product_name as "productName",
      l.category_path as "categoryPath", l.brand, trim_scale(l.quantity)::text as quantity,
      trim_scale(l.unit_price)::text as "unitPrice", l.discount_micro as "discountMicro",
      l.revenue_micro as "revenueMicro", l.cost_micro as "costMicro",
      trim_scale(coalesce(t.quantity, 0))::text as "takenQuantity",
      coalesce(t.discount, 0)::bigint as "takenDiscountMicro", coalesce(t.cost, 0)::bigint as "takenCostMicro"
    from orders.lines l left join (
      select r.return_of_line, -sum(r.quantity) as quantity, -sum(r.discount_micro) as discount, -sum(r.cost_micro) as cost
      from orders.orders o join orders.lines r using (customer_id, order_id)
      where o.customer_id = ${customerId}::uuid and o.return_of = ${orderId}::uuid and o.counts
      group by r.return_of_line
    ) t on t.return_of_line = l.line_no
    where l.customer_id = ${customerId}::uuid and l.order_id = ${orderId}::uuid
    order by l.line_no`.execute(ctx.db)
  return rows
}
