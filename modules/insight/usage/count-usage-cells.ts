import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { holdUsage } from './hold-usage.ts'

const figures = sql`customers, quantity, purchases, branded, revenue_micro, key, worth_winning, dispensable, scored, worth_micro`

/**
 * Counts the customers that lists show by category, usage and loyalty anew, with the classes and worth they have now. Cells
 * are as many as categories × groups of units, and most stay: those only are written that differ.
 */
export async function countUsageCells(ctx: Context): Promise<void> {
  await holdUsage(ctx)
  await sql`set local work_mem = '64MB'`.execute(ctx.db)
  await sql`
    with counted as materialized (
      select u.category, u.unit_ids, u.usage, u.loyalty, count(*)::int as customers, sum(u.quantity) as quantity,
        sum(u.purchases)::int as purchases, sum(u.branded)::int as branded, sum(u.revenue_micro)::bigint as revenue_micro,
        (count(*) filter (where s.class = 'key'))::int as key,
        (count(*) filter (where s.class = 'worth_winning'))::int as worth_winning,
        (count(*) filter (where s.class = 'dispensable'))::int as dispensable, count(s.customer_id)::int as scored,
        coalesce(sum(s.worth_micro), 0)::bigint as worth_micro
      from insight.usage u
      join facts.customers c using (customer_id)
      left join insight.scores s using (customer_id)
      where c.listed
      group by 1, 2, 3, 4
    ),
    gone as (
      delete from insight.usage_cells c where not exists (
        select from counted n where n.category = c.category and n.unit_ids = c.unit_ids and n.usage = c.usage and n.loyalty = c.loyalty)
    )
    insert into insight.usage_cells (category, unit_ids, usage, loyalty, ${figures})
    select n.* from counted n left join insight.usage_cells c using (category, unit_ids, usage, loyalty)
    where (n.customers, n.quantity, n.purchases, n.branded, n.revenue_micro, n.key, n.worth_winning, n.dispensable, n.scored,
        n.worth_micro)
      is distinct from (c.customers, c.quantity, c.purchases, c.branded, c.revenue_micro, c.key, c.worth_winning,
        c.dispensable, c.scored, c.worth_micro)
    on conflict (category, unit_ids, usage, loyalty) do update set (${figures}) = row (excluded.customers, excluded.quantity,
      excluded.purchases, excluded.branded, excluded.revenue_micro, excluded.key, excluded.worth_winning,
      excluded.dispensable, excluded.scored, excluded.worth_micro)`.execute(ctx.db)
}
