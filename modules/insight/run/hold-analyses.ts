import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

const LOCK = 7_267_730

/** Until the end of this transaction nobody else analyses everybody; others wait. Who needs the scores of an analysis under way waits here, too. */
export async function holdAnalyses(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(ctx.db)
}
