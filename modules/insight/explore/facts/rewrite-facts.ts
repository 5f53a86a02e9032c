import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { marksOf, seedOfMarks } from './marks.ts'
import { type WhoseRows, writeFacts } from './refresh-facts.ts'

/** So many customers at once: their lines are sorted in memory. */
const BATCH = 20_000

/**
 * Writes the facts of everybody anew, in the order of days: a question about a time then reads only the pages of that
 * time. What others read meanwhile is what was there before.
 */
export async function rewriteFacts(ctx: Context, signal?: AbortSignal): Promise<void> {
  const zone = await readSetting(ctx, timeZone)
  await sql`select set_config('work_mem', '128MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(
    ctx.db,
  )
  await sql`drop table if exists pg_temp.new_order_facts, pg_temp.new_line_facts`.execute(ctx.db)
  await sql`create temp table new_order_facts (like insight.order_facts) on commit drop`.execute(ctx.db)
  await sql`create temp table new_line_facts (like insight.line_facts) on commit drop`.execute(ctx.db)
  await sql`
    create temp table all_marks on commit drop as
    select customer_id, mark, (row_number() over (order by customer_id) - 1) / ${BATCH}::int as batch
    from (${marksOf(await seedOfMarks(ctx, zone))}) m`.execute(ctx.db)
  await sql`create index on all_marks (batch)`.execute(ctx.db)
  await sql`analyze all_marks`.execute(ctx.db)
  const { rows } = await sql<{
    batches: number
  }>`select coalesce(max(batch) + 1, 0)::int as batches from all_marks`.execute(ctx.db)
  for (let batch = 0; batch < (rows[0]?.batches ?? 0); batch++) {
    signal?.throwIfAborted()
    const whose: WhoseRows = (table) =>
      sql`${sql.ref(`${table}.customer_id`)} in (select customer_id from all_marks where batch = ${batch})`
    await writeFacts(ctx, zone, whose, { to: { orders: sql`new_order_facts`, lines: sql`new_line_facts` } })
  }
  await sql`delete from insight.line_facts`.execute(ctx.db)
  await sql`delete from insight.order_facts`.execute(ctx.db)
  await sql`delete from insight.fact_marks`.execute(ctx.db)
  await sql`insert into insight.order_facts select * from new_order_facts order by day, customer_id, order_id`.execute(
    ctx.db,
  )
  await sql`insert into insight.line_facts select * from new_line_facts order by day, customer_id, order_id, line_no`.execute(
    ctx.db,
  )
  await sql`insert into insight.fact_marks select customer_id, mark from all_marks`.execute(ctx.db)
}
