import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** Two who count at once would both write every cell. */
const LOCK = 7_267_745

/** Counts the customers that lists show by scores and class anew: an archived one stands in no cell. */
export async function refreshCells(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(ctx.db)
  await sql`delete from insight.score_cells`.execute(ctx.db)
  await sql`
    insert into insight.score_cells
    select s.unit_ids, s.currency, s.recency_score, s.frequency_score, s.money_score, s.class, count(*),
      sum(s.revenue_micro), sum(s.worth_micro)
    from insight.scores s join facts.customers c using (customer_id) where c.listed
    group by 1, 2, 3, 4, 5, 6`.execute(ctx.db)
}
