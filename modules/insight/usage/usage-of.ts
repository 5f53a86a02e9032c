import { type RawBuilder, sql } from 'kysely'
import type { UsageRule } from './usage-rule.ts'

/**
 * Customer × category as SQL, from rows of `brandsBought`: who kept nothing has no row. A brand of which nothing was kept
 * counts with no purchase. Loyalty is told from purchases whose brand is known; see the rule.
 */
export function boughtOf(
  brands: RawBuilder<unknown>,
  { share, leastPurchases, storeBrands }: UsageRule['loyalty'],
): RawBuilder<unknown> {
  const names = storeBrands.map((name) => name.toLowerCase())
  const known = sql`b.quantity > 0 and b.purchases > 0 and b.brand is not null`
  return sql`
    select customer_id, category, (quantity / 1000)::numeric(16, 3) as quantity, purchases, branded, revenue_micro, top_brand,
      round(top::numeric / nullif(branded, 0), 4) as top_share, round(store::numeric / nullif(branded, 0), 4) as store_share,
      case when branded < ${leastPurchases} then 'unknown'
        when store * 100 >= ${share}::numeric * branded then 'store_brand'
        when maker * 100 >= ${share}::numeric * branded then 'brand_loyal'
        else 'switching' end as loyalty
    from (
      select b.customer_id, b.category, sum(b.quantity) as quantity,
        coalesce(sum(b.purchases) filter (where b.quantity > 0), 0)::int as purchases,
        coalesce(sum(b.purchases) filter (where ${known}), 0)::int as branded,
        coalesce(round(sum(b.revenue)), 0)::bigint as revenue_micro,
        (array_agg(b.brand order by b.purchases desc, b.quantity desc, b.brand collate "C") filter (where ${known}))[1]
          as top_brand,
        max(b.purchases) filter (where ${known}) as top,
        coalesce(max(b.purchases) filter (where ${known} and not b.is_store), 0) as maker,
        coalesce(sum(b.purchases) filter (where ${known} and b.is_store), 0) as store
      from (select *, coalesce(lower(brand) = any(${names}::text[]), false) as is_store from (${brands}) given) b
      group by 1, 2
    ) s
    where quantity > 0`
}

/**
 * Where heavy and medium use begin in each category, as SQL, from rows with `category` and `quantity`. Customers who
 * bought equally much stand together: they take up a stretch of the whole (of volume or of customers), most first, and
 * its middle decides. So equals have one class, and where all bought the same, all are medium.
 */
export function limitsOf(rows: RawBuilder<unknown>, { by, heavy, medium }: UsageRule['usage']): RawBuilder<unknown> {
  const weight = by === 'volume' ? sql`sum(quantity)` : sql`count(*)::numeric`
  return sql`
    select category, min(quantity) filter (where middle * 100 < ${heavy}::numeric * whole) as heavy_from,
      min(quantity) filter (where middle * 100 < ${medium}::numeric * whole) as medium_from
    from (
      select category, quantity, sum(weight) over most_first - weight / 2 as middle, sum(weight) over of_category as whole
      from (select category, quantity, ${weight} as weight from ${rows} r group by 1, 2) g
      window most_first as (partition by category order by quantity desc), of_category as (partition by category)
    ) placed
    group by 1`
}

/** The usage class of a row `r` by limits `l`, as SQL. */
export const usageByLimits = sql<string>`
  case when r.quantity >= l.heavy_from then 'heavy' when r.quantity >= l.medium_from then 'medium' else 'light' end`
