import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { refreshCells } from '../overview/refresh-cells.ts'
import { customerTables } from '../predict/customer-tables.ts'
import { usageCellsSoon } from '../usage/usage-jobs.ts'
import { valueCellsSoon } from '../value/value-cells-job.ts'

/** Copies who serves these customers onto all that stands here about them, so that a scope sees what it should at once. */
export async function moveUnits(ctx: Context, customerIds: readonly string[]): Promise<void> {
  if (customerIds.length === 0) return
  let moved = 0n
  for (const table of customerTables) {
    const { numAffectedRows = 0n } = await sql`
      update ${sql.id('insight', table)} s set unit_ids = c.unit_ids from facts.customers c
      where c.customer_id = s.customer_id and s.customer_id = any(${customerIds}::uuid[]) and s.unit_ids <> c.unit_ids`.execute(
      ctx.db,
    )
    moved += numAffectedRows
  }
  if (moved === 0n) return
  await refreshCells(ctx)
  usageCellsSoon(ctx)
  valueCellsSoon(ctx)
}
