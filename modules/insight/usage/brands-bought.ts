import { type RawBuilder, sql } from 'kysely'

export interface Window {
  /** Last day that counts, in the company's time zone. */
  asOf: string
  days: number
  zone: string
  /** Only these customers, of this category alone; absent: everybody and every category. */
  only?: { customerIds: readonly string[]; category: string }
}

/**
 * What each customer bought of each brand in each category, leaves and all above them, as SQL: one row a customer,
 * category and brand. `purchases`: orders in which the brand was bought; an order of two brands counts with each. What
 * came back is taken off quantity (pieces) and revenue (company's currency, millionths; null without a rate). Of
 * everybody it reads `insight_usage_levels`, see `keepLevels`.
 */
export function brandsBought({ asOf, days, zone, only }: Window): RawBuilder<unknown> {
  const begin = sql`(${asOf}::date + 1 - ${days}::int)::timestamp at time zone ${zone}`
  const end = sql`(${asOf}::date + 1)::timestamp at time zone ${zone}`
  const levels = only ? sql`` : sql`join insight_usage_levels l on l.path = p.category_path`
  const whose = only
    ? sql`and p.customer_id = any(${only.customerIds}::uuid[])
        and (p.category_path = ${only.category} or starts_with(p.category_path, ${`${only.category}/`}))`
    : sql``
  return sql`
    select customer_id, category, brand, sum(quantity) as quantity, sum(revenue) as revenue,
      count(*) filter (where bought) as purchases
    from (
      select p.customer_id, p.order_id, ${only ? sql`${only.category}::text` : sql`l.category`} as category,
        nullif(btrim(p.brand), '') collate "C" as brand, sum(p.quantity) as quantity,
        sum(p.revenue_micro * r.rate) as revenue, bool_or(p.kind = 'sale' and p.quantity > 0) as bought
      from facts.purchases p
      left join facts.currency_rates r using (currency)
      ${levels}
      where not p.is_anonymous and p.ordered_at >= ${begin} and p.ordered_at < ${end} ${whose}
      group by 1, 2, 3, 4
    ) o
    group by 1, 2, 3`
}
