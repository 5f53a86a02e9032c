import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

const LOCK = 7_267_730

/** One writer of a source's orders at a time until the transaction ends: two would both find that an order isn't there. */
export async function holdOrdersOf(ctx: Context, source: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK}, hashtext(${source}))`.execute(ctx.db)
}
