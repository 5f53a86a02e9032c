import { type RawBuilder, sql } from 'kysely'
import type { ClassRule } from './class-rule.ts'

/**
 * The class and the clause of the rule that decided it, as SQL over a row `s` with worth_micro, revenue_micro, the
 * scores and `t.key_worth_micro`. Who brings no revenue or no worth is never more than dispensable.
 */
export function classOf(rule: ClassRule): { className: RawBuilder<string>; because: RawBuilder<string> } {
  const { key, winning } = rule
  const brings = sql`s.revenue_micro > 0 and s.worth_micro > 0`
  const inShare = sql`${brings} and s.worth_micro >= t.key_worth_micro`
  const active = sql`s.recency_score >= ${key.recency} and s.frequency_score >= ${key.frequency} and s.money_score >= ${key.money}`
  const because = sql<string>`case
    when s.revenue_micro <= 0 then 'no_revenue'
    when s.worth_micro <= 0 then 'no_worth'
    when ${inShare} and ${active} then 'key_share'
    when ${inShare} and ${winning.quietKey} then 'quiet_key'
    when ${reaches('recency_score', winning.recency)} then 'recent'
    when ${reaches('frequency_score', winning.frequency)} then 'frequent'
    when ${reaches('basket_score', winning.basket)} then 'basket'
    else 'nothing_special' end`
  const className = sql<string>`case (${because})
    when 'key_share' then 'key'
    when 'quiet_key' then 'worth_winning' when 'recent' then 'worth_winning'
    when 'frequent' then 'worth_winning' when 'basket' then 'worth_winning'
    else 'dispensable' end`
  return { className, because }
}

const reaches = (column: string, least: number | null) =>
  least === null ? sql`false` : sql`s.${sql.ref(column)} >= ${least}`
