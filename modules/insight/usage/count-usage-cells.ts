import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { holdUsage } from './hold-usage.ts'

const NAMES = [
  ...[
    'customers',
    'quantity',
    'purchases',
    'branded',
    'revenue_micro',
    'key',
    'worth_winning',
    'dispensable',
    'scored',
  ],
  'worth_micro',
]
const figures = sql.join(NAMES.map((name) => sql.ref(name)))
const of = (table: string) => sql.join(NAMES.map((name) => sql.ref(`${table}.${name}`)))

/**
 * Counts the customers that lists show by category, usage and loyalty anew, with the classes and worth they have now. Cells
 * are as many as categories × groups of units, and most stay: those only are written that differ.
 */
export async function countUsageCells(ctx: Context): Promise<void> {
  await holdUsage(ctx)
  await sql`set local work_mem = '64MB'`.execute(ctx.db)
  await sql`
    with people as materialized (
      select c.customer_id, s.class, s.worth_micro, s.customer_id is not null as is_scored
      from facts.customers c left join insight.scores s using (customer_id)
      where c.listed
    ),
    counted as (
      select u.category, u.unit_ids, u.usage, u.loyalty, count(*)::int as customers, sum(u.quantity) as quantity,
        sum(u.purchases)::int as purchases, sum(u.branded)::int as branded, sum(u.revenue_micro)::bigint as revenue_micro,
        (count(*) filter (where p.class = 'key'))::int as key,
        (count(*) filter (where p.class = 'worth_winning'))::int as worth_winning,
        (count(*) filter (where p.class = 'dispensable'))::int as dispensable,
        (count(*) filter (where p.is_scored))::int as scored, coalesce(sum(p.worth_micro), 0)::bigint as worth_micro
      from insight.usage u join people p using (customer_id)
      group by 1, 2, 3, 4
    ),
    -- One look at both: what is new or differs has customers, what is gone has none.
    differing as materialized (
      select category, unit_ids, usage, loyalty, ${of('n')}
      from counted n full join insight.usage_cells c using (category, unit_ids, usage, loyalty)
      where (${of('n')}) is distinct from (${of('c')})
    ),
    gone as (
      delete from insight.usage_cells c using differing d
      where d.customers is null and c.category = d.category and c.unit_ids = d.unit_ids and c.usage = d.usage and c.loyalty = d.loyalty
    )
    insert into insight.usage_cells (category, unit_ids, usage, loyalty, ${figures})
    select * from differing where customers is not null
    on conflict (category, unit_ids, usage, loyalty) do update set (${figures}) = row (${of('excluded')})`.execute(
    ctx.db,
  )
}
