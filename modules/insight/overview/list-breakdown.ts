import { type RawBuilder, sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import type { listBreakdownCall } from './contract.ts'
import { happenedIn } from './in-units.ts'
import { knownProfit } from './known-profit.ts'
import { type Period, periodOf } from './period.ts'
import { type Shown, shownCurrency } from './shown-currency.ts'

type Input = InputOf<typeof listBreakdownCall>
type Reply = ReplyOf<typeof listBreakdownCall>

interface Row {
  key: string
  revenue: bigint
  costedRevenue: bigint
  cost: bigint
  count: number
  hasChildren: boolean
}

const MOST = 50

/** Sales by one side of them, greatest first, at most 50; shares are of all sales of that time in the caller's scope. */
export async function listBreakdown(ctx: Context, input: Input): Promise<Reply> {
  const asked = await periodOf(ctx, input)
  const isTree = input.by === 'region' || input.by === 'category'
  const period = isTree ? wholeMonths(asked) : asked
  const shown = await shownCurrency(ctx, input.currency)
  const unit = shown.currency
  const rows = isTree ? await listTree(ctx, input, period, shown) : await listFlat(ctx, input, period, shown)
  const seesProfit = may(ctx.actor, 'orders.profit')
  const whole = rows.reduce((sum, row) => sum + row.revenue, 0n)
  return {
    currency: unit,
    ...asked,
    revenue: formatDecimal(whole, unit),
    items: rows.slice(0, MOST).map((row) => {
      const profit = seesProfit ? knownProfit(row) : null
      return {
        key: row.key,
        label: isTree ? row.key.slice(row.key.lastIndexOf('/') + 1) : row.key,
        revenue: formatDecimal(row.revenue, unit),
        profit: profit === null ? null : formatDecimal(profit, unit),
        count: row.count,
        share: whole > 0n ? Number((row.revenue * 1_000_000n) / whole) / 1_000_000 : 0,
        hasChildren: row.hasChildren,
      }
    }),
  }
}

const wholeMonths = ({ from, to }: Period): Period => ({ from: `${from.slice(0, 7)}-01`, to })

const sums = sql`round(sum(revenue_micro * r.rate))::bigint as revenue,
  round(sum(costed_revenue_micro * r.rate))::bigint as "costedRevenue", round(sum(cost_micro * r.rate))::bigint as cost`

async function listFlat(ctx: Context, input: Input, { from, to }: Period, shown: Shown): Promise<Row[]> {
  const key = input.by === 'unit' ? sql`unit_id::text` : sql`channel`
  const { rows } = await sql<Row>`
    select ${key} as key, ${sums}, sum(orders)::int as count, false as "hasChildren"
    from insight.sales_days join ${shown.rates} r using (currency)
    where day between ${from} and ${to} and ${happenedIn(input.units)}
    group by 1 order by 2 desc, 1`.execute(ctx.db)
  return rows
}

/** Children of a path: the first step below it, with everything under them. What stops at the parent itself keeps its path. */
async function listTree(ctx: Context, input: Input, { from, to }: Period, shown: Shown): Promise<Row[]> {
  const parent = input.parent ?? ''
  const [table, path, count]: RawBuilder<unknown>[] =
    input.by === 'region'
      ? [sql`insight.sales_regions`, sql`region`, sql`orders`]
      : [sql`insight.sales_categories`, sql`category`, sql`lines`]
  const depth = parent === '' ? 1 : parent.split('/').length + 1
  const step = sql`array_to_string((string_to_array(${path}, '/'))[1:${sql.lit(depth)}], '/')`
  const below = parent === '' ? sql`true` : sql`(${path} = ${parent} or starts_with(${path}, ${`${parent}/`}))`
  const { rows } = await sql<Row>`
    select ${step} as key, ${sums}, sum(${count})::int as count, bool_or(${path} <> ${step}) as "hasChildren"
    from ${table} join ${shown.rates} r using (currency)
    where month between ${from} and ${to} and ${happenedIn(input.units)} and ${below}
    group by 1 order by 2 desc, 1`.execute(ctx.db)
  return rows
}
