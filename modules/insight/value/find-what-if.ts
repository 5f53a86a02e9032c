import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import { servedBy } from '../overview/in-units.ts'
import type { findWhatIfCall } from './contract.ts'
import { predictedBasis } from './predicted-basis.ts'
import { type ChanceGroup, whatIf } from './what-if.ts'

/** `whatIf` over the customers of a class or of all, from their counts by probability. */
export async function findWhatIf(
  ctx: Context,
  input: InputOf<typeof findWhatIfCall>,
): Promise<ReplyOf<typeof findWhatIfCall>> {
  const { currency, basis, seesValue } = await predictedBasis(ctx)
  const ofClass = input.class ? sql`class = ${input.class}` : sql`true`
  const { rows } = await sql<ChanceGroup>`
    select sum(customers)::int as customers, buys_percent / 100.0::float8 as buys, sum(value_micro)::float8 as value,
      sum(orders)::float8 as orders
    from insight.value_cells where ${servedBy(input.units)} and ${ofClass} group by buys_percent`.execute(ctx.db)
  const { customers, retention, orders, value } = whatIf(rows, input.points, 1 + input.spend / 100)
  const money = (micro: number) => formatDecimal(BigInt(Math.round(micro / 10_000)) * 10_000n, currency)
  return {
    currency,
    basis,
    customers,
    retention,
    orders,
    value: seesValue ? { now: money(value.now), after: money(value.after) } : null,
  }
}
