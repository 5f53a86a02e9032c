import { sql } from 'kysely'
import { runInThread } from '#core/compute/run-in-thread.ts'
import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import type { House } from '#core/house.ts'
import { findSetting } from '#core/settings.ts'
import { addDays } from '#core/words/dates.ts'
import { dayNumber } from '../compute/day-number.ts'
import { usageComputed } from '../events.ts'
import type { Sales } from '../predict/read-sales.ts'
import type { Prediction } from '../predict/step.ts'
import { brandsOf } from './compute/brands-of.ts'
import { type UsageOptions, usageOfLines } from './compute/usage-of-lines.ts'
import { holdUsage } from './hold-usage.ts'
import { pathsOf } from './paths-of.ts'
import { putUsage } from './put-usage.ts'
import { type UsageRule, usageRuleSetting } from './usage-rule.ts'

const NAME = 'insight.usage'
/** So few lines are computed sooner than a thread begins. */
const FEW_LINES = 2000

/**
 * Tells usage and loyalty of every customer in every category they bought of within the rule's days up to `asOf`, and
 * announces how many rows changed; the cells are counted after it, by `countUsageCells`. A run with an older rule leaves
 * the rows of a newer one alone.
 */
export async function computeUsage(house: House, prediction: Prediction): Promise<void> {
  const started = performance.now()
  const { asOf, signal } = prediction
  const sales = await prediction.sales()
  const { value: rule, version } = await house.asSystem(NAME, (ctx) => findSetting(ctx, usageRuleSetting))
  const { names, of } = pathsOf(sales.categories)
  const options: UsageOptions = {
    from: dayNumber(asOf) + 1 - rule.days,
    to: dayNumber(asOf),
    customers: sales.present,
    paths: of,
    pathCount: names.length,
    brands: brandsOf(sales.brands, rule.loyalty.storeBrands),
    rule,
  }
  const found = await compute(sales, options, signal)
  await house.asSystem(NAME, async (ctx) => {
    await holdUsage(ctx)
    if (await isNewer(ctx, version)) return
    const changed = await putUsage(ctx, found, sales, names)
    await keepRun(ctx, { asOf, rule, version, durationMs: performance.now() - started })
    if (changed > 0) announce(ctx, usageComputed, { asOf, changed })
  })
}

/** The columns that are needed, in a thread where there is much to do. */
async function compute({ lines }: Sales, options: UsageOptions, signal: AbortSignal) {
  const { customer, order, category, brand, day, quantity, revenue, isSale } = lines
  const given = { customer, order, category, brand, day, quantity, revenue, isSale }
  if (day.length < FEW_LINES) return usageOfLines(given, options)
  const url = new URL('./compute/usage-of-lines.ts', import.meta.url)
  return runInThread<typeof usageOfLines>(url, 'usageOfLines', [given, options], { signal })
}

async function isNewer(ctx: Context, version: number): Promise<boolean> {
  const { rows } = await sql`select from insight.usage_run where rule_version > ${version}`.execute(ctx.db)
  return rows.length > 0
}

interface Run {
  asOf: string
  rule: UsageRule
  version: number
  durationMs: number
}

async function keepRun(ctx: Context, { asOf, rule, version, durationMs }: Run): Promise<void> {
  await sql`
    insert into insight.usage_run (computed_at, from_day, as_of, rule, rule_version, duration_ms)
    values (${ctx.now}, ${addDays(asOf, 1 - rule.days)}, ${asOf}, ${JSON.stringify(rule)}::jsonb, ${version},
      ${Math.round(durationMs)})
    on conflict (only_one) do update set computed_at = excluded.computed_at, from_day = excluded.from_day,
      as_of = excluded.as_of, rule = excluded.rule, rule_version = excluded.rule_version,
      duration_ms = excluded.duration_ms`.execute(ctx.db)
}
