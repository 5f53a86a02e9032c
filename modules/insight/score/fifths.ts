import { type RawBuilder, sql } from 'kysely'

/**
 * Score 1–5 by fifths, as SQL: 1 + ⌊5 × (customers with a lower value) ÷ (all customers)⌋. Equal values get the equal
 * score, a higher value never a lower one; five distinct values in equal numbers make five groups.
 */
export const fifthOf = (order: RawBuilder<unknown>, partition: RawBuilder<unknown> = sql``): RawBuilder<number> =>
  sql`(5 * (rank() over (${partition} order by ${order}) - 1) / count(*) over (${partition}) + 1)`

/** The least values that get the scores 2, 3, 4 and 5; null where nobody gets that score or a higher one. */
export const leastOf = (value: RawBuilder<unknown>, score: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`array[${sql.join([2, 3, 4, 5].map((step) => sql`min(${value}) filter (where ${score} >= ${sql.lit(step)})`))}]`

/** As `leastOf` for values where less is better. */
export const mostOf = (value: RawBuilder<unknown>, score: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`array[${sql.join([2, 3, 4, 5].map((step) => sql`max(${value}) filter (where ${score} >= ${sql.lit(step)})`))}]`

/** Score of a value by stored thresholds. No value (never bought) is score 1. */
export const scoreByLeast = (value: RawBuilder<unknown>, thresholds: RawBuilder<unknown>): RawBuilder<number> =>
  sql`(1 + ${sql.join(
    [1, 2, 3, 4].map((step) => sql`coalesce((${value} >= ${thresholds}[${sql.lit(step)}])::int, 0)`),
    sql` + `,
  )})`

export const scoreByMost = (value: RawBuilder<unknown>, thresholds: RawBuilder<unknown>): RawBuilder<number> =>
  sql`(1 + ${sql.join(
    [1, 2, 3, 4].map((step) => sql`coalesce((${value} <= ${thresholds}[${sql.lit(step)}])::int, 0)`),
    sql` + `,
  )})`
