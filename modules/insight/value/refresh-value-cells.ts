import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

const LOCK = 7_267_746

/** Counts the customers that lists show by present and expected value anew. */
export async function refreshValueCells(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(ctx.db)
  await sql`delete from insight.value_cells`.execute(ctx.db)
  await sql`
    insert into insight.value_cells (unit_ids, present, potential, class, buys_percent, customers, worth_micro, value_micro,
      orders)
    select s.unit_ids, s.money_score, p.potential_score, s.class, round(100 * p.buys_in_year)::int, count(*),
      sum(s.worth_micro), sum(p.value_micro[3]), sum(p.orders[3])
    from insight.predictions p join insight.scores s using (customer_id) join facts.customers c using (customer_id)
    where c.listed group by 1, 2, 3, 4, 5`.execute(ctx.db)
}
