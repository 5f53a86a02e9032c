import { sql } from 'kysely'
import type { Context } from '#core/context.ts'

const LOCK = 7_267_760

export interface ChangedRecords {
  changeIds: string[]
  /** Each once. */
  customerIds: string[]
}

/** Lets one at a time score what changed, or replace what it is scored by. */
export const holdScans = async (ctx: Context): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(ctx.db)
}

/** Whether anything waits to be looked at. */
export async function hasChanges(ctx: Context): Promise<boolean> {
  const { rows } = await sql`select from customers.duplicate_changes where done_at is null limit 1`.execute(ctx.db)
  return rows.length > 0
}

/** Changes that nobody has looked at yet; what is still being written comes another time. */
export async function openChanges(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ change_id: string }>`
    select change_id from customers.duplicate_changes where done_at is null`.execute(ctx.db)
  return rows.map((row) => row.change_id)
}

/** The oldest of them, of at most so many customers. */
export async function nextChanges(ctx: Context, most: number): Promise<ChangedRecords> {
  const { rows } = await sql<{ change_id: string; customer_id: string }>`
    select change_id, customer_id from customers.duplicate_changes where done_at is null
    order by change_id limit ${most}`.execute(ctx.db)
  return {
    changeIds: rows.map((row) => row.change_id),
    customerIds: [...new Set(rows.map((row) => row.customer_id))],
  }
}

/** Puts changes away. */
export async function markDone(ctx: Context, changeIds: readonly string[], at: Date): Promise<void> {
  await sql`update customers.duplicate_changes set done_at = ${at} where change_id = any(${changeIds}::bigint[])`.execute(
    ctx.db,
  )
}

/** After a scan of everybody: what was looked at while it ran is looked at again, by what it learned; older marks go. */
export async function reopenSince(ctx: Context, at: Date): Promise<void> {
  await sql`update customers.duplicate_changes set done_at = null where done_at > ${at}`.execute(ctx.db)
  await sql`delete from customers.duplicate_changes where done_at <= ${at}`.execute(ctx.db)
}
