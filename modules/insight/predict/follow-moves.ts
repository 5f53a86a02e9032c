import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { copyRows } from '#core/database/copy-rows.ts'
import { moveUnits } from '../score/move-units.ts'
import type { Sales } from './read-sales.ts'

/** Who passed to other units while models were at work stands in their rows with the units of before: sets them right. */
export async function followMoves(ctx: Context, { customerKeys, present, sets, units }: Sales): Promise<void> {
  const known = new Map(customerKeys.slice(0, present).map((key, at) => [key, units[sets[at] as number]?.join(',')]))
  const moved: string[] = []
  await copyRows(ctx, sql`select customer_id, array_to_string(unit_ids, ',') from facts.customers`, (row) => {
    const before = known.get(row.key(0))
    if (before !== undefined && before !== row.text(1)) moved.push(row.uuid(0))
  })
  await moveUnits(ctx, moved)
}
