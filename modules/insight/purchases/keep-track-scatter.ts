import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { HORIZONS } from './compute/horizons.ts'
import { MOST_JUDGED } from './compute/judge-track.ts'

/**
 * Keeps the standard error of the mean difference of squared errors, model less base line, over the days of prediction that are
 * judged. Customers are its units (Liang and Zeger 1986): who is in several snapshots, of times that overlap, counts as one.
 */
export async function keepTrackScatter(ctx: Context, days: number): Promise<void> {
  const at = sql.lit(HORIZONS.findIndex((horizon) => horizon === days) + 1)
  await sql`
    insert into insight.track_scatter (days, standard_error)
    with of_customers as (
      select count(*) as n, sum(power(orders[${at}] - happened_orders[${at}], 2) - power(base_orders[${at}] - happened_orders[${at}], 2)) as difference
      from insight.snapshots
      where happened_orders[${at}] is not null and as_of in (
        select as_of from insight.track_records where days = ${days} and squared_error is not null order by as_of desc limit ${MOST_JUDGED})
      group by customer_id
    ),
    of_all as (select sum(n) as n, sum(difference) / sum(n) as mean from of_customers)
    select ${days}, sqrt(sum(power(c.difference - c.n * a.mean, 2))) / min(a.n) from of_customers c cross join of_all a
    having count(*) > 0
    on conflict (days) do update set standard_error = excluded.standard_error`.execute(ctx.db)
}
