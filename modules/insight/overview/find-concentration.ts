import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import { findLatestRun } from '../run/find-latest-run.ts'
import type { findConcentrationCall } from './contract.ts'
import { curvePoints, placeOf, ranking } from './curve-points.ts'
import { servedBy } from './in-units.ts'
import { shownCurrency } from './shown-currency.ts'

type Reply = ReplyOf<typeof findConcentrationCall>

interface Row {
  customers: number
  revenue: bigint
  top_fifth: number
  points: (string | null)[]
  leasts: bigint[]
  as_many: number[]
}

/**
 * The concentration of revenue among the customers the caller may see: of n customers the best p % are the first
 * n × p ÷ 100 by net revenue, rounded half up. Of the whole company it was kept by the analysis; of units it is counted.
 */
export async function findConcentration(ctx: Context, input: InputOf<typeof findConcentrationCall>): Promise<Reply> {
  const { currency } = await shownCurrency(ctx)
  const row =
    currency &&
    (await (ctx.scope.units === 'all' && !input.units ? kept(ctx, currency) : counted(ctx, currency, input.units)))
  const known = row ? row.points.filter((share) => share !== null).map(Number) : []
  return {
    currency,
    customers: row ? row.customers : 0,
    revenue: formatDecimal(row ? row.revenue : 0n, currency),
    topFifthCustomers: row ? row.top_fifth : 0,
    topFifthShare: known[20] ?? null,
    curve: known.length === 101 ? known : [],
    behind: row
      ? row.leasts.map((least, at) => ({
          revenue: formatDecimal(BigInt(least), currency),
          customers: row.as_many[at] ?? 0,
        }))
      : [],
  }
}

async function kept(ctx: Context, currency: string): Promise<Row | undefined> {
  const run = await findLatestRun(ctx)
  const { rows } = await sql<Row>`
    select h.customers, (select coalesce(sum(revenue_micro), 0)::bigint from insight.score_cells c where c.currency = t.currency) as revenue, t.top_fifth_customers as top_fifth, t.curve as points,
      t.curve_least as leasts, t.curve_customers as as_many
    from insight.run_totals t join insight.thresholds h using (run_id, currency)
    where run_id = ${run?.runId ?? null} and currency = ${currency}`.execute(ctx.db)
  return rows[0]
}

async function counted(ctx: Context, currency: string, units: readonly number[] | undefined): Promise<Row | undefined> {
  const { rows } = await sql<Row>`
    with ranked as (
      select ${ranking}
      from insight.scores where currency = ${currency} and ${servedBy(units)}
      window best as (order by revenue_micro desc, customer_id rows unbounded preceding)
    ),
    whole as (
      select count(*) as customers, coalesce(sum(revenue_micro), 0) as revenue
      from insight.scores where currency = ${currency} and ${servedBy(units)}
    )
    select w.customers::int as customers, w.revenue::bigint as revenue, ${placeOf(sql`w.customers`, 20)}::int as top_fifth,
      ${curvePoints}
    from whole w cross join generate_series(0, 100) p
    left join ranked r on r.place = ${placeOf(sql`w.customers`, sql`p`)}
    group by w.customers, w.revenue`.execute(ctx.db)
  return rows[0]
}
