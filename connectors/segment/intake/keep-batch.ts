import { sql } from 'kysely'
import { AppError } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type { Source } from '../source/source.ts'
import { wakeProcessing } from './wake-processing.ts'

export interface Batch {
  events: readonly unknown[]
  sentAt: Date | null
  /** What every event of it inherits. */
  inherited: { context?: Record<string, unknown> } | null
}

/** Rows of one minute's count, so that senders at the same time don't wait for each other's row. */
const SHARDS = 16
const COUNTED_MS = 1000

interface Count {
  minute: number
  at: number
  events: number
}
const counts = new WeakMap<House, Map<number, Count>>()

/**
 * Puts the events of a request safely on disk; they are taken in a moment later. One row a request: what a sender waits
 * for is one write. @throws 429 when the source sends more than its quota.
 */
export async function keepBatch(house: House, source: Source, batch: Batch): Promise<void> {
  const receivedAt = new Date()
  await refuseOverQuota(house, source, receivedAt)
  const { sourceId } = source
  await house.asSystem('segment.intake', async (ctx) => {
    await sql`
      with counted as (
        insert into segment.usage as u (source_id, minute, shard, events)
        values (${sourceId}, date_trunc('minute', ${receivedAt}::timestamptz), ${Math.floor(Math.random() * SHARDS)},
          ${batch.events.length})
        on conflict (source_id, minute, shard) do update set events = u.events + excluded.events
      )
      insert into segment.inbox (batch_id, source_id, received_at, sent_at, inherited, events)
      values (${uuid7()}::uuid, ${sourceId}, ${receivedAt}, ${batch.sentAt},
        ${batch.inherited ? JSON.stringify(batch.inherited) : null}::jsonb, ${JSON.stringify(batch.events)}::jsonb)`.execute(
      ctx.db,
    )
  })
  const count = counts.get(house)?.get(sourceId)
  if (count) count.events += batch.events.length
  wakeProcessing(house)
}

/** The count of all processes, asked at most once a second, and what this one has taken in since. */
async function refuseOverQuota(house: House, { sourceId, quota }: Source, now: Date): Promise<void> {
  const minute = Math.floor(now.getTime() / 60_000)
  const all = counts.get(house) ?? new Map<number, Count>()
  counts.set(house, all)
  let count = all.get(sourceId)
  if (!count || count.minute !== minute || now.getTime() - count.at > COUNTED_MS) {
    const events = await house.asSystem('segment.quota', async (ctx) => {
      const { rows } = await sql<{ events: number }>`
        select coalesce(sum(events), 0)::int as events from segment.usage
        where source_id = ${sourceId} and minute = date_trunc('minute', ${now}::timestamptz)`.execute(ctx.db)
      return rows[0]?.events ?? 0
    })
    count = { minute, at: now.getTime(), events }
    all.set(sourceId, count)
  }
  if (count.events >= quota) {
    throw new AppError(429, 'quota_exceeded', `More than ${quota} events a minute.`, {
      retryAfter: 60 - now.getUTCSeconds(),
    })
  }
}
