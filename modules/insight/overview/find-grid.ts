import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import type { findGridCall } from './contract.ts'
import { servedBy } from './in-units.ts'
import { shownCurrency } from './shown-currency.ts'

type Reply = ReplyOf<typeof findGridCall>

/** Customers by recency × frequency score. */
export async function findGrid(ctx: Context, input: InputOf<typeof findGridCall>): Promise<Reply> {
  const { currency } = await shownCurrency(ctx)
  const { rows } = await sql<Omit<Reply['cells'][number], 'revenue'> & { revenue: bigint }>`
    select recency_score as recency, frequency_score as frequency, sum(customers)::int as customers,
      sum(revenue_micro)::bigint as revenue,
      coalesce(sum(customers) filter (where class = 'key'), 0)::int as key,
      coalesce(sum(customers) filter (where class = 'worth_winning'), 0)::int as "worthWinning",
      coalesce(sum(customers) filter (where class = 'dispensable'), 0)::int as dispensable
    from insight.score_cells where ${servedBy(input.units)}
    group by 1, 2 order by 1, 2`.execute(ctx.db)
  return {
    currency,
    customers: rows.reduce((sum, row) => sum + row.customers, 0),
    cells: rows.map((row) => ({ ...row, revenue: formatDecimal(row.revenue, currency) })),
  }
}
