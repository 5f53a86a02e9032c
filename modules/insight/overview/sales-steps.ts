import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import type { findOverviewCall } from './contract.ts'
import { happenedIn } from './in-units.ts'
import type { Period } from './period.ts'
import type { Shown } from './shown-currency.ts'

interface Asked {
  period: Period
  before: Period
  step: 'day' | 'month'
  shown: Shown
  units: readonly number[] | undefined
}

/** Sales day by day or month by month, each beside the same step a year before; steps without sales are there with 0. */
export async function salesSteps(ctx: Context, asked: Asked): Promise<ReplyOf<typeof findOverviewCall>['sales']> {
  const { period, before, step, shown } = asked
  const { rows } = await sql<{
    at: string
    revenue: bigint
    orders: number
    revenue_before: bigint
    orders_before: number
  }>`
    with steps as (
      select date_trunc(${step}, day::timestamp)::date as at, round(sum(revenue_micro * r.rate)) as revenue, sum(orders) as orders
      from insight.sales_days join ${shown.rates} r using (currency)
      where ${happenedIn(asked.units)}
        and (day between ${period.from} and ${period.to} or day between ${before.from} and ${before.to})
      group by 1
    )
    select s.at::date as at, coalesce(n.revenue, 0)::bigint as revenue, coalesce(n.orders, 0)::int as orders,
      coalesce(b.revenue, 0)::bigint as revenue_before, coalesce(b.orders, 0)::int as orders_before
    from generate_series(date_trunc(${step}, ${period.from}::date::timestamp), ${period.to}::date, ${`1 ${step}`}::interval) s (at)
    left join steps n on n.at = s.at::date
    left join steps b on b.at = (s.at - interval '1 year')::date
    order by s.at`.execute(ctx.db)
  return rows.map((row) => ({
    at: row.at,
    revenue: formatDecimal(row.revenue, shown.currency),
    orders: row.orders,
    revenueBefore: formatDecimal(row.revenue_before, shown.currency),
    ordersBefore: row.orders_before,
  }))
}
