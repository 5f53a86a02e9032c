import { type RawBuilder, sql } from 'kysely'

/**
 * The three strongest facts of a score, as SQL making a json array: the one that decided the class first, then those
 * furthest from the middle. Over a row `s` of scores; `because` is the clause of the rule that decided.
 */
export function reasonsOf(because: RawBuilder<string>): RawBuilder<unknown> {
  return sql`(
    select jsonb_agg(v.fact order by v.strength desc, v.place)
    from (
      select * from (values
        (1, ${decides(because, 'no_revenue', 'no_worth', 'key_share')}::numeric,
          jsonb_build_object('fact', 'worth', 'micro', s.worth_micro::text, 'betterShare', s.better_share)),
        (2, ${decides(because, 'recent', 'quiet_key')} + abs(s.recency_score - 3),
          jsonb_build_object('fact', 'recency', 'days', s.recency_days, 'score', s.recency_score)),
        (3, ${decides(because, 'frequent')} + abs(s.frequency_score - 3),
          jsonb_build_object('fact', 'frequency', 'orders', s.frequency, 'score', s.frequency_score)),
        (4, abs(s.money_score - 3),
          jsonb_build_object('fact', 'money', 'micro', s.revenue_micro::text, 'score', s.money_score)),
        (5, ${decides(because, 'basket')} + abs(s.basket_score - 3) - 0.5,
          jsonb_build_object('fact', 'basket', 'micro', s.basket_micro::text, 'score', s.basket_score)),
        (6, case when s.returns > 0 then 3.0 * s.returns / (s.returns + s.frequency) else -1 end,
          jsonb_build_object('fact', 'returns', 'returns', s.returns, 'orders', s.frequency)),
        (7, case when s.cost_to_serve_micro > 0
            then least(3, 6.0 * s.cost_to_serve_micro / greatest(s.revenue_micro, 1)) else -1 end,
          jsonb_build_object('fact', 'cost_to_serve', 'micro', s.cost_to_serve_micro::text))
      ) as fact (place, strength, fact)
      order by strength desc, place limit 3
    ) v)`
}

const decides = (because: RawBuilder<string>, ...clauses: string[]) =>
  sql`case when ${because} in (${sql.join(clauses)}) then 10 else 0 end`
