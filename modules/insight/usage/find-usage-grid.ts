import { sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import { servedBy } from '../overview/in-units.ts'
import type { findUsageGridCall } from './contract.ts'
import { usageBasis } from './usage-basis.ts'

type Reply = ReplyOf<typeof findUsageGridCall>
type Cell = Reply['cells'][number]

interface Row extends Pick<Cell, 'usage' | 'loyalty' | 'customers' | 'quantity' | 'purchases' | 'classes'> {
  branded: number
  revenue: bigint
  scored: number
  worth: bigint
}

/** Usage × loyalty of one category, from the cells that the step counted. */
export async function findUsageGrid(
  ctx: Context,
  { category, units }: InputOf<typeof findUsageGridCall>,
): Promise<Reply> {
  const { basis, rule } = await usageBasis(ctx)
  const { rows } = await sql<Row>`
    select usage, loyalty, sum(customers)::int as customers, sum(quantity)::float8 as quantity,
      sum(purchases)::int as purchases, sum(branded)::int as branded, sum(revenue_micro)::bigint as revenue,
      sum(scored)::int as scored, sum(worth_micro)::bigint as worth,
      jsonb_build_object('key', sum(key), 'worthWinning', sum(worth_winning), 'dispensable', sum(dispensable)) as classes
    from insight.usage_cells where category = ${category} and ${servedBy(units)}
    group by 1, 2 order by 1, 2`.execute(ctx.db)
  const { rows: limits } = await sql<Reply['limits']>`
    select heavy_from::float8 as "heavyFrom", medium_from::float8 as "mediumFrom"
    from insight.usage_limits where category = ${category}`.execute(ctx.db)
  const revenue = rows.reduce((sum, row) => sum + row.revenue, 0n)
  const total = (of: 'customers' | 'purchases' | 'branded') => rows.reduce((sum, row) => sum + row[of], 0)
  const seesProfit = may(ctx.actor, 'orders.profit')
  return {
    ...basis,
    category,
    customers: total('customers'),
    purchases: total('purchases'),
    branded: total('branded'),
    revenue: formatDecimal(revenue, basis.currency),
    limits: limits[0] ?? { heavyFrom: null, mediumFrom: null },
    rule,
    cells: rows.map(({ scored, worth, branded: _, ...row }) => ({
      ...row,
      revenue: formatDecimal(row.revenue, basis.currency),
      share: revenue > 0n ? Number((row.revenue * 1_000_000n) / revenue) / 1_000_000 : null,
      meanWorth: seesProfit && scored > 0 ? formatDecimal(worth / BigInt(scored), basis.currency) : null,
    })),
  }
}
