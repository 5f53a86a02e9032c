import type { ImportOutcome, ImportRow } from '#core/files/import-batch.ts'
import type { House } from '#core/house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { importOrders } from '../import/import-orders.ts'
import type { OrderLineRow } from '../import/order-line-row.ts'
import { revertImport } from '../import/revert-import.ts'
import { batches } from './real-data.ts'

/** Imports rows as one run, each batch a transaction; returns the run and the sums of all outcomes. */
export async function importAll(
  house: House,
  rows: readonly ImportRow<OrderLineRow>[],
  { source = 'test', size = 5000, runId = uuid7() } = {},
): Promise<ImportOutcome & { runId: string }> {
  const sum: ImportOutcome & { runId: string } = { runId, new: 0, changed: 0, unchanged: 0, anonymous: 0, refused: [] }
  for (const batch of batches(rows, size)) {
    const outcome = await house.asSystem('test', (ctx) => importOrders(ctx, { runId, source, rows: batch }))
    for (const count of ['new', 'changed', 'unchanged', 'anonymous'] as const) sum[count] += outcome[count]
    sum.refused.push(...outcome.refused)
  }
  return sum
}

/** Takes a run back in steps of `limit`. */
export async function revertAll(house: House, runId: string, limit = 500): Promise<void> {
  for (;;) {
    const { left } = await house.asSystem('test', (ctx) => revertImport(ctx, runId, limit))
    if (!left) return
  }
}
