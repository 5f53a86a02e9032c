import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ImportBatch, ImportOutcome, ImportRow } from '#core/files/import-batch.ts'
import { importProducts, type ProductRow } from '#modules/catalogue/public.ts'
import {
  type CustomerRow,
  type InteractionRow,
  importCustomers,
  importInteractions,
} from '#modules/customers/public.ts'
import { importOrders, type OrderLineRow } from '#modules/orders/public.ts'
import type { NextBatch } from './next-batch.ts'
import type { ReadyRun } from './run.ts'

/** Rows of a run's own kind, as they come out of the table of staged rows. */
export type Batch = NextBatch<never>

/**
 * Writes a batch of a run and moves its mark, in the caller's transaction: whatever happens, each row is written once.
 */
export async function applyBatch(ctx: Context, run: ReadyRun, batch: Batch): Promise<void> {
  const outcome = await hand(ctx, run, batch.rows)
  await keepRefused(ctx, run, outcome)
  await sql`
    update imports.runs set cursor_person = ${batch.end.cursor_person},
      cursor_group = ${batch.end.cursor_group}, cursor_line = ${batch.end.cursor_line},
      rows_new = rows_new + ${outcome.new}, rows_changed = rows_changed + ${outcome.changed},
      rows_unchanged = rows_unchanged + ${outcome.unchanged}, rows_anonymous = rows_anonymous + ${outcome.anonymous},
      rows_refused = rows_refused + ${outcome.refused.length}
    where run_id = ${run.run_id}::uuid`.execute(ctx.db)
}

function hand(ctx: Context, run: ReadyRun, rows: ImportRow<never>[]): Promise<ImportOutcome> {
  // Staged rows were packed by the fields of their kind, so they are rows of that kind again.
  const batch = <T>(): ImportBatch<T> => ({ runId: run.run_id, source: run.source, rows: rows as ImportRow<T>[] })
  if (run.kind === 'customers') return importCustomers(ctx, batch<CustomerRow>())
  if (run.kind === 'products') return importProducts(ctx, batch<ProductRow>())
  if (run.kind === 'orders') return importOrders(ctx, batch<OrderLineRow>())
  return importInteractions(ctx, batch<InteractionRow>())
}

async function keepRefused(ctx: Context, run: ReadyRun, { refused }: ImportOutcome): Promise<void> {
  if (refused.length === 0) return
  const rows = refused.map(({ line, column, value, reason }) => ({ line, column, value: value.slice(0, 500), reason }))
  await sql`
    insert into imports.refused (run_id, line, columns, given, reasons, unit_ids)
    select ${run.run_id}::uuid, line, array["column"], array[value], array[reason], ${run.unit_ids}::int[]
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(line int, "column" text, value text, reason text)
    on conflict do nothing`.execute(ctx.db)
}
