import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** Counts customers by scores and class anew. */
export async function refreshCells(ctx: Context): Promise<void> {
  await sql`delete from insight.score_cells`.execute(ctx.db)
  await sql`
    insert into insight.score_cells
    select unit_ids, currency, recency_score, frequency_score, money_score, class, count(*), sum(revenue_micro), sum(worth_micro)
    from insight.scores group by 1, 2, 3, 4, 5, 6`.execute(ctx.db)
}
