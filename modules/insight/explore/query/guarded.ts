import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { refused } from '#core/errors.ts'

/** First half of the lock that a running question holds, so that it can be found and stopped from any process. */
export const TICKET_LOCK = 7_267_760

/** Of somebody's question: nobody else can name it. */
export const ticketNumber = (ctx: Context, ticket: string): number =>
  createHash('sha256').update(`${ctx.actor.kind}:${ctx.actor.id}:${ticket}`).digest().readInt32BE(0)

/** One statement alone may take so long; see the call. */
const ONE_MS = 8000

/** The next statement ends with what is left of the question's time. @throws refused `explore_too_slow` when nothing is. */
export async function keepTime(ctx: Context, until: number): Promise<void> {
  const left = until - Date.now()
  if (left >= ONE_MS) return
  if (left <= 0) throw tooSlow()
  await sql`select set_config('statement_timeout', ${String(left)}, true)`.execute(ctx.db)
}

const tooSlow = () =>
  refused('explore_too_slow', 'This takes too long. Narrow the time or the filters, or ask by less.')

/**
 * Runs a question so that it can be stopped by its ticket, with memory to group in, planned for its own values.
 * @throws refused `explore_too_slow` when a statement takes too long, `explore_stopped` when somebody stopped it.
 */
export async function guarded<T>(ctx: Context, ticket: string | undefined, work: () => Promise<T>): Promise<T> {
  await sql`select set_config('work_mem', '64MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(
    ctx.db,
  )
  if (ticket)
    await sql`select pg_advisory_xact_lock(${TICKET_LOCK}::int, ${ticketNumber(ctx, ticket)}::int)`.execute(ctx.db)
  try {
    return await work()
  } catch (error) {
    if ((error as { code?: string }).code !== '57014') throw error
    if (/timeout/.test((error as Error).message)) {
      throw tooSlow()
    }
    throw refused('explore_stopped', 'This question was stopped.')
  }
}
