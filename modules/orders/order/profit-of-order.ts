import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { formatDecimal } from '#core/words/money.ts'

/** Revenue, cost, serving and profit of an order as decimal text; null where it doesn't count or can't be converted. */
export interface Profit {
  currency: string
  revenue: string
  cost: string | null
  serving: string
  profit: string | null
}

/** The profit of one order in the company's currency: revenue − cost − what serving it cost; see facts.order_profit. */
export async function findProfit(
  ctx: Context,
  { customerId, orderId }: { customerId: string; orderId: string },
): Promise<Profit | null> {
  const { rows } = await sql<{
    currency: string
    revenue_micro: bigint | null
    cost_micro: bigint | null
    serving_micro: bigint | null
    profit_micro: bigint | null
  }>`
    select currency, revenue_micro, cost_micro, serving_micro, profit_micro from facts.order_profit
    where customer_id = ${customerId}::uuid and order_id = ${orderId}::uuid`.execute(ctx.db)
  const row = rows[0]
  if (!row || row.revenue_micro === null) return null
  const money = (micro: bigint | null) => (micro === null ? null : formatDecimal(micro, row.currency))
  return {
    currency: row.currency,
    revenue: formatDecimal(row.revenue_micro, row.currency),
    cost: money(row.cost_micro),
    serving: formatDecimal(row.serving_micro ?? 0n, row.currency),
    profit: money(row.profit_micro),
  }
}
