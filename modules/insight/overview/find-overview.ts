import { sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import { findLatestRun } from '../run/find-latest-run.ts'
import type { findOverviewCall } from './contract.ts'
import { happenedIn, servedBy } from './in-units.ts'
import { knownProfit } from './known-profit.ts'
import { type Period, periodOf, stepOf, yearBefore } from './period.ts'
import { salesSteps } from './sales-steps.ts'
import { type Shown, shownCurrency } from './shown-currency.ts'

type Reply = ReplyOf<typeof findOverviewCall>
type Units = readonly number[] | undefined

/** The figures of the desk's first page, from sums kept by day and month; money in one currency. */
export async function findOverview(ctx: Context, input: InputOf<typeof findOverviewCall>): Promise<Reply> {
  const period = await periodOf(ctx, input)
  const before = yearBefore(period)
  const shown = await shownCurrency(ctx, input.currency)
  const run = await findLatestRun(ctx)
  const { currency } = shown
  const [now, then] = [await sumSales(ctx, period, shown, input.units), await sumSales(ctx, before, shown, input.units)]
  const classes = await countClasses(ctx, input.units)
  const months = await countBuyers(ctx, period, input.units)
  const money = (micro: bigint) => formatDecimal(micro, currency)
  const profit = (sums: Sums) => {
    const known = may(ctx.actor, 'orders.profit') ? knownProfit(sums) : null
    return known === null ? null : money(known)
  }
  return {
    analysis: run && {
      asOf: run.asOf,
      startedAt: run.startedAt.toISOString(),
      durationMs: run.durationMs,
      customers: classes.reduce((sum, row) => sum + row.customers, 0),
    },
    currency,
    currencies: await listCurrencies(ctx),
    unconverted: await listUnconverted(ctx),
    ...period,
    step: stepOf(period),
    sales: await salesSteps(ctx, { period, before, step: stepOf(period), shown, units: input.units }),
    revenue: { now: money(now.revenue), before: money(then.revenue) },
    profit: { now: profit(now), before: profit(then) },
    orders: { now: now.orders, before: then.orders },
    returns: { now: now.returns, before: then.returns },
    newCustomers: { now: sumNew(months), before: sumNew(await countBuyers(ctx, before, input.units)) },
    anonymousRevenue: money(now.anonymous),
    buyers: months,
    classes: classes.map((row) => ({ ...row, revenue: money(row.revenue) })),
  }
}

const sumNew = (months: Reply['buyers']) => months.reduce((sum, month) => sum + month.new, 0)

interface Sums {
  revenue: bigint
  costedRevenue: bigint
  cost: bigint
  anonymous: bigint
  orders: number
  returns: number
}

async function sumSales(ctx: Context, { from, to }: Period, shown: Shown, units: Units): Promise<Sums> {
  const { rows } = await sql<Sums>`
    select coalesce(round(sum(revenue_micro * r.rate)), 0)::bigint as revenue,
      coalesce(round(sum(costed_revenue_micro * r.rate)), 0)::bigint as "costedRevenue",
      coalesce(round(sum(cost_micro * r.rate)), 0)::bigint as cost,
      coalesce(round(sum(anonymous_revenue_micro * r.rate)), 0)::bigint as anonymous,
      coalesce(sum(orders), 0)::int as orders, coalesce(sum(returns), 0)::int as returns
    from insight.sales_days join ${shown.rates} r using (currency)
    where day between ${from} and ${to} and ${happenedIn(units)}`.execute(ctx.db)
  return rows[0] as Sums
}

async function countBuyers(ctx: Context, { from, to }: Period, units: Units): Promise<Reply['buyers']> {
  const { rows } = await sql<Reply['buyers'][number]>`
    select m.month::date as month, coalesce(sum(b.new_customers), 0)::int as new,
      coalesce(sum(b.returning_customers), 0)::int as returning
    from generate_series(date_trunc('month', ${from}::date::timestamp), ${to}::date, interval '1 month') m (month)
    left join insight.buyers b on b.month = m.month::date and ${servedBy(units)}
    group by m.month order by m.month`.execute(ctx.db)
  return rows
}

async function listCurrencies(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ currency: string }>`
    select currency from insight.sales_days group by currency order by sum(orders) desc, currency`.execute(ctx.db)
  return rows.map((row) => row.currency)
}

async function listUnconverted(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{
    currency: string
  }>`select currency from facts.unconverted_currencies order by 1`.execute(ctx.db)
  return rows.map((row) => row.currency)
}

interface ClassRow {
  class: Reply['classes'][number]['class']
  customers: number
  revenue: bigint
}

async function countClasses(ctx: Context, units: Units): Promise<ClassRow[]> {
  const { rows } = await sql<ClassRow>`
    select class, sum(customers)::int as customers, sum(revenue_micro)::bigint as revenue
    from insight.score_cells where ${servedBy(units)}
    group by class order by array_position('{key,worth_winning,dispensable}', class)`.execute(ctx.db)
  return rows
}
