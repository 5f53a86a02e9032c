import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import type { stopExploringCall } from '../contract.ts'
import { TICKET_LOCK, ticketNumber } from './guarded.ts'

const TRIES = 20
const BETWEEN_MS = 50

/**
 * Stops a question of the caller's own that still runs, in whichever process. Asked again until its lock is gone: between
 * two of its statements there is nothing to cancel.
 */
export async function stopExploring(
  ctx: Context,
  { ticket }: InputOf<typeof stopExploringCall>,
): Promise<ReplyOf<typeof stopExploringCall>> {
  const number = BigInt.asUintN(32, BigInt(ticketNumber(ctx, ticket)))
  // Only the role that signed in may stop its own statements; nothing else of this transaction needs another.
  await sql`set local role none`.execute(ctx.db)
  for (let tries = 0; tries < TRIES; tries++) {
    const { rows } = await sql<{ stopped: boolean }>`
      select pg_cancel_backend(pid) as stopped from pg_locks
      where locktype = 'advisory' and granted and objsubid = 2 and classid = ${TICKET_LOCK}::bigint::oid
        and objid = ${number}::bigint::oid and database = (select oid from pg_database where datname = current_database())`.execute(
      ctx.db,
    )
    if (rows.length === 0) return { stopped: tries > 0 }
    await wait(BETWEEN_MS)
  }
  return { stopped: true }
}
