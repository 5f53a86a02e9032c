import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/**
 * Lists of customers are read through indexes only. Statistics that are a day old may make a scan of the whole table
 * look cheap; this takes the choice away for the rest of the transaction.
 */
export async function neverScan(ctx: Context): Promise<void> {
  await sql`set local enable_seqscan = off`.execute(ctx.db)
}
