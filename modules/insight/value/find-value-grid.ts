import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import { servedBy } from '../overview/in-units.ts'
import type { findValueGridCall } from './contract.ts'
import { predictedBasis } from './predicted-basis.ts'

type Reply = ReplyOf<typeof findValueGridCall>
type Row = Omit<Reply['cells'][number], 'worth' | 'value'> & { worth: bigint; value: bigint }

/** Customers by present × potential value, with the classes they stand in. */
export async function findValueGrid(ctx: Context, input: InputOf<typeof findValueGridCall>): Promise<Reply> {
  const { currency, basis, seesValue } = await predictedBasis(ctx)
  const { rows } = await sql<Row>`
    select present, potential, sum(customers)::int as customers,
      coalesce(sum(customers) filter (where class = 'key'), 0)::int as key,
      coalesce(sum(customers) filter (where class = 'worth_winning'), 0)::int as "worthWinning",
      coalesce(sum(customers) filter (where class = 'dispensable'), 0)::int as dispensable,
      sum(worth_micro)::bigint as worth, sum(value_micro)::bigint as value
    from insight.value_cells where ${servedBy(input.units)}
    group by 1, 2 order by 1, 2`.execute(ctx.db)
  const money = (micro: bigint) => (seesValue ? formatDecimal(micro, currency) : null)
  return {
    currency,
    basis,
    customers: rows.reduce((sum, row) => sum + row.customers, 0),
    cells: rows.map((row) => ({ ...row, worth: money(row.worth), value: money(row.value) })),
  }
}
