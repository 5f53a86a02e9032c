import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

const LOCK = 7_267_740

/**
 * Waits until nobody is between finding a customer and writing under them, and lets nobody begin until the commit:
 * a row written under a record that is being joined would stay behind.
 */
export const holdMerging = async (ctx: Context): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(ctx.db)
}

/** Keeps records from being joined until the commit. Many may hold it at once. */
export const keepFromMerging = async (ctx: Context): Promise<void> => {
  await sql`select pg_advisory_xact_lock_shared(${LOCK})`.execute(ctx.db)
}
