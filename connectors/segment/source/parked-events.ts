import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { queueJob } from '#core/jobs/job.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type { listParkedCall } from '../contract.ts'
import { PROCESS_JOB } from '../intake/wake-processing.ts'
import { wholeCompany } from './manage-sources.ts'

const SHOWN = 100

/** What could not be taken in, newest first. @throws 404 `event_source_not_found`. */
export async function listParked(
  ctx: Context,
  { sourceId }: { sourceId: number },
): Promise<ReplyOf<typeof listParkedCall>> {
  await findSource(ctx, sourceId)
  const { rows } = await sql<{ parkedId: string; receivedAt: Date; reason: string; event: unknown }>`
    select parked_id as "parkedId", received_at as "receivedAt", reason, event from segment.parked
    where source_id = ${sourceId} order by parked_id desc limit ${SHOWN}`.execute(ctx.db)
  return { items: rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() })) }
}

/** Puts parked events back into the inbox. Those that are still wrong are parked again. */
export async function retryParked(ctx: Context, { sourceId }: { sourceId: number }): Promise<{ retried: number }> {
  await findSource(ctx, sourceId)
  const { rows } = await sql<{ received_at: Date; event: unknown }>`
    delete from segment.parked where source_id = ${sourceId} returning received_at, event`.execute(ctx.db)
  for (const { received_at, event } of rows) {
    await sql`
      insert into segment.inbox (batch_id, source_id, received_at, events)
      values (${uuid7()}::uuid, ${sourceId}, ${received_at}, ${JSON.stringify([event])}::jsonb)`.execute(ctx.db)
  }
  queueJob(ctx, { name: PROCESS_JOB }, {}, { key: PROCESS_JOB, queue: 'segment' })
  audit(ctx, 'segment.parked.retried', { target: String(sourceId), details: { events: rows.length } })
  return { retried: rows.length }
}

async function findSource(ctx: Context, sourceId: number): Promise<void> {
  wholeCompany(ctx)
  const { rows } = await sql`select 1 from segment.sources where source_id = ${sourceId}`.execute(ctx.db)
  if (rows.length === 0) throw notFound('event_source')
}
