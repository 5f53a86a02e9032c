import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { rankedByWorth } from '../score/ranked-by-worth.ts'
import { becauseOf, classOf } from './class-of.ts'
import type { previewClassRuleCall } from './contract.ts'

type Reply = ReplyOf<typeof previewClassRuleCall>
type Move = Reply['moves'][number]

/**
 * Classifies the stored scores by another rule and counts who would move. Worth is ranked among the customers the
 * caller sees, so inside a unit's scope it is an estimate of what the whole company's analysis would say.
 */
export async function previewClassRule(ctx: Context, { rule }: InputOf<typeof previewClassRuleCall>): Promise<Reply> {
  const columns = sql`customer_id, currency, revenue_micro, costed_revenue_micro, profit_micro, cost_to_serve_micro,
    recency_score, frequency_score, money_score, basket_score, class`
  const { rows } = await sql<Move>`
    with ranked as materialized (${rankedByWorth(sql`select ${columns} from insight.scores`, rule)}),
    t as (
      select currency, min(worth_micro) filter (
        where worth_micro > 0 and better_share < ${rule.key.share / 100}::numeric) as key_worth_micro
      from ranked group by currency
    )
    select s.class as "from", ${classOf(sql`s.because`)} as "to", count(*)::int as customers
    from (
      select s.class, ${becauseOf(rule)} as because
      from (
        select ranked.*, t.key_worth_micro, p.potential_score from ranked join t using (currency)
          left join insight.predictions p using (customer_id)
      ) s
      offset 0
    ) s
    group by 1, 2`.execute(ctx.db)
  const count = (side: 'from' | 'to') =>
    (['key', 'worth_winning', 'dispensable'] as const).map((name) => ({
      class: name,
      customers: rows.filter((row) => row[side] === name).reduce((sum, row) => sum + row.customers, 0),
    }))
  const moves = rows.filter((row) => row.from !== row.to).sort((a, b) => b.customers - a.customers)
  return {
    customers: rows.reduce((sum, row) => sum + row.customers, 0),
    changing: moves.reduce((sum, row) => sum + row.customers, 0),
    before: count('from'),
    after: count('to'),
    moves,
  }
}
