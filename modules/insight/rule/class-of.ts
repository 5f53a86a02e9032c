import { type RawBuilder, sql } from 'kysely'
import type { ClassRule } from './class-rule.ts'

/**
 * The clause of the rule that decides the class, as SQL over a row `s` with worth_micro, revenue_micro, the scores
 * (`potential_score` null: no prediction) and key_worth_micro. Who brings no revenue or no worth is never more than dispensable.
 */
export function becauseOf({ key, winning }: ClassRule): RawBuilder<string> {
  const inShare = sql`s.worth_micro >= s.key_worth_micro`
  const active = sql`s.recency_score >= ${key.recency} and s.frequency_score >= ${key.frequency} and s.money_score >= ${key.money}
    and coalesce(s.potential_score, 5) >= ${key.potential}`
  return sql`case
    when s.revenue_micro <= 0 then 'no_revenue'
    when s.worth_micro <= 0 then 'no_worth'
    when ${inShare} and ${active} then 'key_share'
    when ${inShare} and ${winning.quietKey} then 'quiet_key'
    when ${reaches('recency_score', winning.recency)} then 'recent'
    when ${reaches('frequency_score', winning.frequency)} then 'frequent'
    when ${reaches('basket_score', winning.basket)} then 'basket'
    when ${reaches('potential_score', winning.potential)} then 'potential'
    else 'nothing_special' end`
}

const reaches = (column: string, least: number | null) =>
  least === null ? sql`false` : sql`s.${sql.ref(column)} >= ${least}`

/** The class a clause leads to, as SQL. */
export const classOf = (because: RawBuilder<string>): RawBuilder<string> => sql`case
  when ${because} = 'key_share' then 'key'
  when ${because} in ('quiet_key', 'recent', 'frequent', 'basket', 'potential') then 'worth_winning'
  else 'dispensable' end`
