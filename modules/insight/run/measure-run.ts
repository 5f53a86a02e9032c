import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { findSetting, readSetting } from '#core/settings.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { type ClassRule, classRuleSetting } from '../rule/class-rule.ts'
import { bought } from '../score/bought.ts'
import { measureThresholds } from '../score/measure-thresholds.ts'
import { rankedByWorth } from '../score/ranked-by-worth.ts'
import { holdAnalyses } from './hold-analyses.ts'
import { writeTotals } from './write-totals.ts'

export interface MeasuredRun {
  runId: string
  asOf: string
  zone: string
  rule: ClassRule
}

/** What happened up to the end of a day: a run with its thresholds and totals, and a row a customer in `insight_bought`. */
export async function measureRun(ctx: Context, asOf: string): Promise<MeasuredRun> {
  await holdAnalyses(ctx)
  await sql`set local work_mem = '96MB'`.execute(ctx.db)
  const zone = await readSetting(ctx, timeZone)
  const { value: rule, version } = await findSetting(ctx, classRuleSetting)
  const runId = uuid7()
  await gather(ctx, asOf, zone, rule)
  await sql`
    insert into insight.runs (run_id, as_of, started_at, duration_ms, currency, customers, rule, rule_version)
    select ${runId}, ${asOf}, ${ctx.now}, 0, (select currency from facts.company_currency), count(*), ${JSON.stringify(rule)}::jsonb, ${version}
    from insight_bought`.execute(ctx.db)
  await measureThresholds(ctx, runId, rule)
  await writeTotals(ctx, runId, asOf, zone)
  return { runId, asOf, zone, rule }
}

/** One row a customer, ranked by worth; gone with the transaction. */
async function gather(ctx: Context, asOf: string, zone: string, rule: ClassRule): Promise<void> {
  // Another run of the same transaction has left its own.
  await sql`drop table if exists pg_temp.insight_bought`.execute(ctx.db)
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
