import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** Says which units serve these customers, in the records and in every copy. Returns the customers that changed. */
export async function setUnits(
  ctx: Context,
  moves: readonly { customerId: string; unitIds: readonly number[] }[],
): Promise<string[]> {
  if (moves.length === 0) return []
  const units = moves.map(({ unitIds }) => `{${[...new Set(unitIds)].map(Number).join(',')}}`)
  const { rows } = await sql<{ customer_id: string }>`
    select customer_id from customers.set_units(${moves.map((move) => move.customerId)}::uuid[], ${units}::text[])
      customer_id`.execute(ctx.db)
  return rows.map((row) => row.customer_id)
}
