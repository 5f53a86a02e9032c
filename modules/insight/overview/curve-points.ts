import { type RawBuilder, sql } from 'kysely'

/** Place of the last of the best p % among n customers: n × p ÷ 100, rounded half up. */
export const placeOf = (customers: RawBuilder<unknown>, percent: RawBuilder<unknown> | number) =>
  sql`((2 * ${customers} * ${percent} + 100) / 200)`

/** Of customers by revenue, best first, in a window `best`; ties after a customer count as bringing as much. */
export const ranking = sql`revenue_micro as least, row_number() over best as place, sum(revenue_micro) over best as so_far,
  count(*) over (partition by currency order by revenue_micro desc) as as_much`

/**
 * The points of the curve from rows `r` of a `ranking` at the places of `p` in `w (customers, revenue)`: cumulative
 * shares, the revenue of the last customer, and how many brought that much.
 */
export const curvePoints = sql`
  array_agg(case when ${placeOf(sql`w.customers`, sql`p`)} = 0 then 0
    else round(r.so_far / nullif(greatest(w.revenue, 0), 0), 6) end order by p) as points,
  array_agg(coalesce(r.least, 0)::bigint order by p) as leasts,
  array_agg(coalesce(r.as_much, 0)::int order by p) as as_many`
