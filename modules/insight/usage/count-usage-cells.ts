import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { holdUsage } from './hold-usage.ts'

/** Counts the customers that lists show by category, usage and loyalty anew, with the classes and worth they have now. */
export async function countUsageCells(ctx: Context): Promise<void> {
  await holdUsage(ctx)
  await sql`set local work_mem = '96MB'`.execute(ctx.db)
  await sql`delete from insight.usage_cells`.execute(ctx.db)
  await sql`
    insert into insight.usage_cells (category, unit_ids, usage, loyalty, customers, quantity, purchases, branded,
      revenue_micro, key, worth_winning, dispensable, scored, worth_micro)
    select u.category, u.unit_ids, u.usage, u.loyalty, count(*), sum(u.quantity), sum(u.purchases), sum(u.branded),
      sum(u.revenue_micro), count(*) filter (where s.class = 'key'), count(*) filter (where s.class = 'worth_winning'),
      count(*) filter (where s.class = 'dispensable'), count(s.customer_id), coalesce(sum(s.worth_micro), 0)
    from insight.usage u
    join facts.customers c using (customer_id)
    left join insight.scores s using (customer_id)
    where c.listed
    group by 1, 2, 3, 4`.execute(ctx.db)
}
