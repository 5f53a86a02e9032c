import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { queueJob } from '#core/jobs/job.ts'
import { tellDesks } from '#core/live/note.ts'
import { findSetting, readSetting } from '#core/settings.ts'
import { dayOf } from '#core/words/dates.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { scoresComputed } from '../events.ts'
import { refreshCells } from '../overview/refresh-cells.ts'
import { refreshSales } from '../overview/refresh-sales.ts'
import { type ClassRule, classRuleSetting } from '../rule/class-rule.ts'
import { bought } from '../score/bought.ts'
import { measureThresholds } from '../score/measure-thresholds.ts'
import { putScores } from '../score/put-scores.ts'
import { rankedByWorth } from '../score/ranked-by-worth.ts'
import { type Analysis, findAnalysis } from './find-analysis.ts'
import { writeTotals } from './write-totals.ts'

const LOCK = 7_267_730 // one analysis of everybody at a time

/**
 * Scores every customer with what happened up to the end of the day `asOf` (YYYY-MM-DD in the company's time zone;
 * default: today), measures concentration and sales, and keeps the changes of class. All in the database, row sets in,
 * row sets out. RFM by fifths as in Hughes, Strategic Database Marketing (1994), with ties kept together.
 */
export async function analyse(ctx: Context, input: { asOf?: string | undefined } = {}): Promise<Analysis> {
  const started = performance.now()
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(ctx.db)
  await sql`set local work_mem = '96MB'`.execute(ctx.db)
  const zone = await readSetting(ctx, timeZone)
  const { value: rule, version } = await findSetting(ctx, classRuleSetting)
  const asOf = input.asOf ?? dayOf(ctx.now, zone)
  const runId = uuid7()
  await gather(ctx, asOf, zone, rule)
  await sql`
    insert into insight.runs (run_id, as_of, started_at, duration_ms, currency, customers, rule, rule_version)
    select ${runId}, ${asOf}, ${ctx.now}, 0, (select currency from facts.company_currency), count(*), ${JSON.stringify(rule)}::jsonb, ${version}
    from insight_bought`.execute(ctx.db)
  await measureThresholds(ctx, runId, rule)
  await putScores(ctx, { runId, asOf, rule, rows: sql`select * from insight_bought`, announced: false })
  await writeTotals(ctx, runId, asOf, zone)
  await refreshSales(ctx, zone)
  await refreshCells(ctx)
  await forgetOldRuns(ctx)
  await sql`update insight.runs set duration_ms = ${Math.round(performance.now() - started)} where run_id = ${runId}`.execute(
    ctx.db,
  )
  announce(ctx, scoresComputed, { asOf, customerIds: null })
  queueJob(ctx, { name: 'insight.announce-classes' }, {}, { key: 'insight.announce-classes' })
  tellDesks(ctx, { topic: 'insight', units: null, permission: 'insight.read' })
  return findAnalysis(ctx, runId)
}

/** One row a customer, ranked by worth; gone with the transaction. */
async function gather(ctx: Context, asOf: string, zone: string, rule: ClassRule): Promise<void> {
  await sql`
    create temp table insight_bought (
      customer_id uuid, unit_ids int[], first_order_day date, last_order_day date, recency_days int, frequency int,
      returns int, currency text, revenue_micro bigint, costed_revenue_micro bigint, profit_micro bigint,
      cost_to_serve_micro bigint, uncosted_orders int, basket_micro bigint, costed_share numeric, basis text,
      worth_micro bigint, better_share numeric
    ) on commit drop`.execute(ctx.db)
  await sql`insert into insight_bought ${rankedByWorth(bought({ asOf, zone }), rule)}`.execute(ctx.db)
  await sql`analyze insight_bought`.execute(ctx.db)
}

/** Runs whose thresholds no score refers to are kept for thirty analyses. */
async function forgetOldRuns(ctx: Context): Promise<void> {
  await sql`
    delete from insight.runs r
    where r.run_id in (select run_id from insight.runs order by started_at desc offset 30)
      and not exists (select from insight.scores s where s.run_id = r.run_id)`.execute(ctx.db)
}
