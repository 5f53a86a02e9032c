import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ClassRule } from '../rule/class-rule.ts'
import { fifthOf, leastOf, mostOf } from './fifths.ts'

/** Writes where the fifths of this run begin, from the rows of `insight_bought`: one row a currency. */
export async function measureThresholds(ctx: Context, runId: string, rule: ClassRule): Promise<void> {
  const perCurrency = sql`partition by currency`
  await sql`
    with ranked as (
      select b.*,
        ${fifthOf(sql`recency_days desc nulls first`)} as r,
        ${fifthOf(sql`frequency`)} as f,
        ${fifthOf(sql`revenue_micro`, perCurrency)} as m,
        ${fifthOf(sql`basket_micro nulls first`, perCurrency)} as basket
      from insight_bought b
    ),
    everybody as (
      select ${mostOf(sql`recency_days`, sql`r`)} as recency, ${leastOf(sql`frequency`, sql`f`)} as frequency from ranked
    )
    insert into insight.thresholds (run_id, currency, customers, recency, frequency, money, basket, basis, costed_share,
      key_worth_micro, total_worth_micro)
    select ${runId}, currency, count(*), e.recency, e.frequency,
      ${leastOf(sql`revenue_micro`, sql`m`)}, ${leastOf(sql`basket_micro`, sql`basket`)},
      min(basis), min(costed_share),
      min(worth_micro) filter (where worth_micro > 0 and better_share < ${rule.key.share / 100}::numeric),
      sum(greatest(worth_micro, 0))
    from ranked, everybody e
    group by currency, e.recency, e.frequency`.execute(ctx.db)
}
