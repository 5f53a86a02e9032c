import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import { servedBy } from '../overview/in-units.ts'
import type { listUsageCategoriesCall } from './contract.ts'
import { usageBasis } from './usage-basis.ts'

type Reply = ReplyOf<typeof listUsageCategoriesCall>

/** Every category that somebody of the caller's units bought of, by path. */
export async function listUsageCategories(
  ctx: Context,
  { units }: InputOf<typeof listUsageCategoriesCall>,
): Promise<Reply> {
  const { basis } = await usageBasis(ctx)
  const { rows } = await sql<Omit<Reply['items'][number], 'revenue'> & { revenue: bigint }>`
    select category, sum(customers)::int as customers, sum(purchases)::int as purchases,
      sum(revenue_micro)::bigint as revenue
    from insight.usage_cells where ${servedBy(units)} group by 1 order by 1`.execute(ctx.db)
  return {
    ...basis,
    items: rows.map((row) => ({ ...row, revenue: formatDecimal(row.revenue, basis.currency) })),
  }
}
