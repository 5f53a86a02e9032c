import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { queueJob } from '#core/jobs/job.ts'
import type { listMessagesCall, replayMessagesCall } from '../contract.ts'
import { PROCESS_JOB } from '../intake/wake-processing.ts'
import { findShop, wholeCompany } from './list-shops.ts'

type Shown = ReplyOf<typeof listMessagesCall>['items'][number]

/** What a shop sent, newest first. Bodies are personal and not shown; they are kept for a week, so long can be replayed. */
export async function listMessages(
  ctx: Context,
  { connectionId, state, cursor, limit }: InputOf<typeof listMessagesCall>,
): Promise<ReplyOf<typeof listMessagesCall>> {
  wholeCompany(ctx)
  await findShop(ctx, connectionId)
  const { rows } = await sql<Omit<Shown, 'receivedAt' | 'nextTryAt'> & { receivedAt: Date; nextTryAt: Date }>`
    select message_id as "messageId", received_at as "receivedAt", topic, state, reason, tries,
      next_try_at as "nextTryAt", body is not null as "canReplay",
      coalesce(body->>'name', body->>'number', body->>'id', body->'changed'->0->>'id', body->>'order_id') as about
    from shops.messages where connection_id = ${connectionId} and (${state ?? null}::text is null or state = ${state ?? null})
      and (${cursor ?? null}::uuid is null or message_id < ${cursor ?? null}::uuid)
    order by message_id desc limit ${limit + 1}`.execute(ctx.db)
  const items = rows.slice(0, limit).map((row) => ({
    ...row,
    about: row.about?.slice(0, 100) ?? null,
    receivedAt: row.receivedAt.toISOString(),
    nextTryAt: row.state === 'waiting' ? row.nextTryAt.toISOString() : null,
  }))
  return { items, next: rows.length > limit ? (items.at(-1)?.messageId ?? null) : null }
}

/** Has messages taken in again: all that could not be, or the named ones. What was taken in already changes nothing. */
export async function replayMessages(
  ctx: Context,
  { connectionId, messageIds }: InputOf<typeof replayMessagesCall>,
): Promise<{ replayed: number }> {
  wholeCompany(ctx)
  await findShop(ctx, connectionId)
  const { rows } = await sql`
    update shops.messages set state = 'waiting', tries = 0, next_try_at = ${ctx.now}
    where connection_id = ${connectionId} and body is not null
      and case when ${messageIds ?? null}::uuid[] is null then state = 'parked'
        else message_id = any(${messageIds ?? null}::uuid[]) end
    returning 1`.execute(ctx.db)
  if (rows.length > 0) queueJob(ctx, { name: PROCESS_JOB }, {}, { key: PROCESS_JOB, queue: 'shops' })
  audit(ctx, 'shops.messages.replayed', { target: String(connectionId), details: { messages: rows.length } })
  return { replayed: rows.length }
}
