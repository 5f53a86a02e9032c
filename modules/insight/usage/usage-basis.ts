import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { findSetting } from '#core/settings.ts'
import { shownCurrency } from '../overview/shown-currency.ts'
import { type UsageRule, usageRuleSchema, usageRuleSetting } from './usage-rule.ts'

interface Basis {
  currency: string
  computed: { from: string; asOf: string; at: string } | null
  computing: boolean
}

interface Run {
  from_day: string
  as_of: string
  computed_at: Date
  rule: unknown
  rule_version: number
}

/** What the stored figures rest on, and the rule they were made by; before the first time the rule of today. */
export async function usageBasis(ctx: Context): Promise<{ basis: Basis; rule: UsageRule }> {
  const { currency } = await shownCurrency(ctx)
  const { value, version } = await findSetting(ctx, usageRuleSetting)
  const { rows } = await sql<Run>`
    select from_day, as_of, computed_at, rule, rule_version from insight.usage_run`.execute(ctx.db)
  const run = rows[0]
  if (!run) return { basis: { currency, computed: null, computing: version > 0 }, rule: value }
  const computed = { from: run.from_day, asOf: run.as_of, at: run.computed_at.toISOString() }
  return {
    basis: { currency, computed, computing: run.rule_version !== version },
    rule: usageRuleSchema.parse(run.rule),
  }
}
