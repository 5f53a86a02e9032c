import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { customerTables } from './customer-tables.ts'

/** What scoring looks after by itself. */
const KEPT = new Set(['scores', 'score_history'])

/** Takes away what was expected of those of these records that were joined to another: nobody stands behind it any more. */
export async function forgetJoined(ctx: Context, customerIds: readonly string[]): Promise<void> {
  for (const table of customerTables.filter((name) => !KEPT.has(name))) {
    await sql`
      delete from ${sql.id('insight', table)} where customer_id in (
        select customer_id from facts.customers where customer_id = any(${customerIds}::uuid[]) and merged_into is not null)`.execute(
      ctx.db,
    )
  }
}
