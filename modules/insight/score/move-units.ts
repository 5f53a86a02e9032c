import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { refreshCells } from '../overview/refresh-cells.ts'

/** Copies who serves these customers onto their scores and history, so that a scope sees what it should at once. */
export async function moveUnits(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  const moved = await sql`
    update insight.scores s set unit_ids = c.unit_ids from facts.customers c
    where c.customer_id = s.customer_id and s.customer_id = any(${customerIds}::uuid[]) and s.unit_ids <> c.unit_ids`.execute(
    ctx.db,
  )
  await sql`
    update insight.score_history h set unit_ids = c.unit_ids from facts.customers c
    where c.customer_id = h.customer_id and h.customer_id = any(${customerIds}::uuid[])`.execute(ctx.db)
  if (moved.numAffectedRows) await refreshCells(ctx)
}
