import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { curvePoints, placeOf, ranking } from '../overview/curve-points.ts'

/**
 * Totals of a run, one row a currency as sold; the concentration stands with the company's currency. The curve: customers ranked by net revenue, best first; of n
 * customers the best p % are the first n × p ÷ 100, rounded half up. Point 20 of it is the share of the top fifth.
 */
export async function writeTotals(ctx: Context, runId: string, asOf: string, zone: string): Promise<void> {
  await sql`
    with counted as not materialized (
      select * from facts.orders where counts and ordered_at < (${asOf}::date + 1)::timestamp at time zone ${zone}
    ),
    buyers as (
      select currency, count(*) as customers
      from (select distinct currency, customer_id from counted where not is_anonymous) d group by currency
    ),
    sums as (
      select currency,
        count(*) filter (where kind = 'sale' and not is_anonymous) as orders,
        count(*) filter (where kind = 'return' and not is_anonymous) as returns,
        coalesce(sum(revenue_micro) filter (where not is_anonymous), 0) as revenue,
        count(*) filter (where is_anonymous) as anonymous_orders,
        coalesce(sum(revenue_micro) filter (where is_anonymous), 0) as anonymous_revenue
      from counted group by currency
    ),
    sold as (select s.*, coalesce(b.customers, 0) as customers from sums s left join buyers b using (currency)),
    ranked as (
      select currency, ${ranking}
      from insight_bought
      window best as (partition by currency order by revenue_micro desc, customer_id rows unbounded preceding)
    ),
    whole as (
      select currency, count(*) as customers, sum(revenue_micro) as revenue from insight_bought group by currency
    ),
    curve as (
      select w.currency, ${placeOf(sql`w.customers`, 20)} as top_fifth, ${curvePoints}
      from whole w
      cross join generate_series(0, 100) p
      left join ranked r on r.currency = w.currency and r.place = ${placeOf(sql`w.customers`, sql`p`)}
      group by w.currency, w.customers
    )
    insert into insight.run_totals (run_id, currency, customers, orders, returns, revenue_micro, anonymous_orders,
      anonymous_revenue_micro, top_fifth_customers, top_fifth_share, curve, curve_least,
      curve_customers)
    select ${runId}, currency, coalesce(s.customers, 0), coalesce(s.orders, 0), coalesce(s.returns, 0), coalesce(s.revenue, 0),
      coalesce(s.anonymous_orders, 0), coalesce(s.anonymous_revenue, 0),
      coalesce(c.top_fifth, 0), c.points[21], coalesce(c.points, '{}'), coalesce(c.leasts, '{}'),
      coalesce(c.as_many, '{}')
    from sold s full join curve c using (currency)`.execute(ctx.db)
}
