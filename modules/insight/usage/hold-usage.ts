import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

const LOCK = 7_267_760

/** Until the end of this transaction nobody else writes usage rows or their sums; others wait. */
export async function holdUsage(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(ctx.db)
}
