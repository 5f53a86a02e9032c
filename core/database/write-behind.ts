import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

/**
 * Lets this transaction's commit come back before the disk has it. Only for work that can be done again exactly, as a
 * batch of an import whose progress mark is in the same transaction: a crash may take the last batches away together
 * with their marks, never the one without the other. The next commit that waits for the disk makes all of them safe.
 */
export async function writeBehind(ctx: Context): Promise<void> {
  await sql`set local synchronous_commit = off`.execute(ctx.db)
}
