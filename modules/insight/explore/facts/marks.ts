import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** What facts depend on beside the orders: days are of a time zone, money is of rates. */
export async function seedOfMarks(ctx: Context, zone: string): Promise<bigint> {
  const { rows } = await sql<{ seed: bigint }>`
    select hashtextextended(${`facts 1 ${zone} `} || coalesce(string_agg(currency || ' ' || rate, ',' order by currency), ''), 0) as seed
    from facts.currency_rates`.execute(ctx.db)
  return rows[0]?.seed ?? 0n
}

/** A hash of everything the facts of a customer are made from, as SQL: rows (customer_id, mark). */
export function marksOf(seed: bigint, customerIds?: readonly string[]): RawBuilder<unknown> {
  const whose = customerIds ? sql`and customer_id = any(${customerIds}::uuid[])` : sql``
  return sql`
    select customer_id, bit_xor(hash) as mark
    from (
      select customer_id, hash_record_extended(row(order_id, ordered_at, kind, currency, revenue_micro, discount_micro,
        channel, unit_id, country, region_path, city, is_anonymous, is_purchase), ${seed}::bigint) as hash
      from facts.orders where counts ${whose}
      union all
      select customer_id, hash_record_extended(row(order_id, line_no, product_id, sku, product_name, category_path, brand,
        quantity, unit_price, discount_micro, revenue_micro, cost_micro), ${seed}::bigint)
      from facts.order_lines where true ${whose}
    ) h
    group by customer_id`
}
