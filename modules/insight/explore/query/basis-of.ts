import type { Context } from '#core/context.ts'
import { formatDecimal } from '#core/words/money.ts'
import { factsState } from '../facts/facts-state.ts'
import type { Sums } from './measure-sql.ts'
import type { Plan } from './plan.ts'

/** What every answer says of itself: its days, how many orders it rests on, and what is apart. */
export async function basisOf(ctx: Context, plan: Plan, sums: Sums) {
  const { isWhole, refreshedAt } = await factsState(ctx)
  const [revenue, costed] = [sums.revenue ?? 0n, sums.costed ?? 0n]
  return {
    currency: plan.currency,
    from: plan.from,
    to: plan.to,
    isWhole,
    refreshedAt: refreshedAt?.toISOString() ?? null,
    orders: Number(sums.orders ?? 0n),
    anonymousOrders: Number(sums.anonymousOrders ?? 0n),
    anonymousRevenue: formatDecimal(sums.anonymousRevenue ?? 0n, plan.currency),
    unratedOrders: Number(sums.unratedOrders ?? 0n),
    costedShare: plan.seesProfit && revenue > 0n ? Number((costed * 10_000n) / revenue) / 10_000 : null,
  }
}
