import { type RawBuilder, sql } from 'kysely'

/**
 * The three strongest facts of a score, as SQL making a json array: the one that decided the class first, then those
 * furthest from the middle. Over a row `s` of scores with `because`, the clause of the rule that decided.
 */
export const reasonsOf: RawBuilder<unknown> = sql`(
  select jsonb_agg(v.fact order by v.strength desc, v.place)
  from (
    select * from unnest(
      array[
        ${decides('no_revenue', 'no_worth', 'key_share')},
        ${decides('recent', 'quiet_key')} + abs(s.recency_score - 3),
        ${decides('frequent')} + abs(s.frequency_score - 3),
        abs(s.money_score - 3),
        ${decides('basket')} + abs(s.basket_score - 3) - 0.5,
        ${decides('potential')} + coalesce(abs(s.potential_score - 3) - 0.25, -1),
        case when s.returns > 0 then 3.0 * s.returns / (s.returns + s.frequency) else -1 end,
        case when s.cost_to_serve_micro > 0
          then least(3, 6.0 * s.cost_to_serve_micro / greatest(s.revenue_micro, 1)) else -1 end
      ]::float8[],
      array[
        jsonb_build_object('fact', 'worth', 'micro', s.worth_micro::text, 'betterShare', s.better_share),
        jsonb_build_object('fact', 'recency', 'days', s.recency_days, 'score', s.recency_score),
        jsonb_build_object('fact', 'frequency', 'orders', s.frequency, 'score', s.frequency_score),
        jsonb_build_object('fact', 'money', 'micro', s.revenue_micro::text, 'score', s.money_score),
        jsonb_build_object('fact', 'basket', 'micro', s.basket_micro::text, 'score', s.basket_score),
        jsonb_build_object('fact', 'potential', 'micro', s.expected_micro::text, 'score', s.potential_score),
        jsonb_build_object('fact', 'returns', 'returns', s.returns, 'orders', s.frequency),
        jsonb_build_object('fact', 'cost_to_serve', 'micro', s.cost_to_serve_micro::text)
      ]
    ) with ordinality as f (strength, fact, place)
    order by strength desc, place limit 3
  ) v)`

function decides(...clauses: string[]): RawBuilder<number> {
  return sql`case when s.because in (${sql.join(clauses.map((clause) => sql.lit(clause)))}) then 10 else 0 end`
}
