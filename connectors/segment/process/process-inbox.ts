import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { isConnectionError } from '#core/database/connection-errors.ts'
import type { House } from '#core/house.ts'
import { readEvent } from '../event/read-event.ts'
import { park } from './park.ts'
import { type Arrived, takeInEvents } from './take-in-events.ts'

/** Events of one transaction, about. */
const MOST_EVENTS = 600
const LONG_MS = 60_000

interface InboxRow {
  batch_id: string
  source_id: number
  source: string
  unit_id: number
  received_at: Date
  sent_at: Date | null
  inherited: { context?: Record<string, unknown> } | null
  events: unknown[]
}

/** Takes in whatever lies in the inbox, oldest first, until it is empty or the process is to stop. */
export async function processInbox(house: House, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const size = await takeNext(house).catch((error) => {
      if (isPassing(error)) throw error
      // One of them can't be taken in: each request by itself then, each event by itself where that fails too.
      return takeOldestAlone(house)
    })
    if (size === 0) return
  }
}

/** One transaction: requests leave the inbox and what they say is written, or neither. Returns how many requests. */
async function takeNext(house: House): Promise<number> {
  return house.asSystem(
    'segment.process',
    async (ctx) => {
      const batches = await takeOut(ctx, MOST_EVENTS)
      await takeInEvents(ctx, await readAll(ctx, batches))
      return batches.length
    },
    LONG_MS,
  )
}

/**
 * The oldest requests of each source in turn, so that one which sends without end holds up no other; as many as have so
 * many events together. Locked ones are another process's.
 */
async function takeOut(ctx: Context, most: number): Promise<InboxRow[]> {
  const { rows } = await sql<InboxRow>`
    with next as (
      select n.batch_id, n.nth from segment.sources s cross join lateral (
        select i.batch_id, row_number() over (order by i.batch_id) as nth from segment.inbox i
        where i.source_id = s.source_id order by i.batch_id limit 50
      ) n
    ), oldest as (
      select i.batch_id, n.nth, jsonb_array_length(i.events) as size
      from next n join segment.inbox i using (batch_id) order by n.nth, i.batch_id limit 50 for update of i skip locked
    ), chosen as (
      select batch_id from (
        select batch_id, sum(size) over (order by nth, batch_id) - size as before from oldest
      ) o where before < ${most}
    )
    delete from segment.inbox i using segment.sources s
    where i.batch_id in (select batch_id from chosen) and s.source_id = i.source_id
    returning i.batch_id, i.source_id, s.source, s.unit_id, i.received_at, i.sent_at, i.inherited, i.events`.execute(
    ctx.db,
  )
  return rows.sort((a, b) => (a.batch_id < b.batch_id ? -1 : 1))
}

/** Reads the events of requests; those that say nothing that can be taken in are parked with the reason. */
async function readAll(ctx: Context, batches: readonly InboxRow[]): Promise<Arrived[]> {
  const arrived: Arrived[] = []
  for (const batch of batches) {
    const received = { receivedAt: batch.received_at, sentAt: batch.sent_at, ...batch.inherited }
    const { source_id: sourceId, source, unit_id: unitId, received_at: receivedAt } = batch
    for (const raw of batch.events) {
      const event = readEvent(raw, received)
      if (typeof event === 'string') await park(ctx, { sourceId, receivedAt }, raw, event)
      else arrived.push({ sourceId, source, unitId, receivedAt, raw, event })
    }
  }
  return arrived
}

/** The oldest request by itself; where that fails too, its events one by one, and the one at fault is parked. */
async function takeOldestAlone(house: House): Promise<number> {
  try {
    return await house.asSystem(
      'segment.process',
      async (ctx) => {
        const batches = await takeOut(ctx, 1)
        await takeInEvents(ctx, await readAll(ctx, batches))
        return batches.length
      },
      LONG_MS,
    )
  } catch (error) {
    if (isPassing(error)) throw error
    house.log.warn({ err: error }, 'a request could not be taken in as a whole')
    return splitOldest(house)
  }
}

async function splitOldest(house: House): Promise<number> {
  const batch = await house.asSystem('segment.process', async (ctx) => {
    const { rows } = await sql<InboxRow>`
      select i.*, s.source, s.unit_id from segment.inbox i join segment.sources s using (source_id)
      order by i.batch_id limit 1`.execute(ctx.db)
    return rows[0]
  })
  if (!batch) return 0
  for (const raw of batch.events) {
    const alone = { ...batch, events: [raw] }
    const take = (ctx: Context) => readAll(ctx, [alone]).then((events) => takeInEvents(ctx, events))
    await house.asSystem('segment.process', take, LONG_MS).catch((error) => {
      if (isPassing(error)) throw error
      return house.asSystem('segment.park', (ctx) =>
        park(ctx, { sourceId: batch.source_id, receivedAt: batch.received_at }, raw, reasonOf(error)),
      )
    })
  }
  await house.asSystem('segment.process', async (ctx) => {
    await sql`delete from segment.inbox where batch_id = ${batch.batch_id}::uuid`.execute(ctx.db)
  })
  return 1
}

/**
 * Whether the same event may well be taken in a moment later: the request stays in the inbox then, for the job's next try.
 * Classes 40: rolled back for another's sake; 53: no room; 55: locked; the connection's own. What takes too long is not
 * among them: it would be tried for ever and hold up all others.
 */
const isPassing = (error: unknown): boolean =>
  isConnectionError(error) || /^(40|53|55)/.test(String((error as { code?: unknown } | null)?.code ?? ''))

const reasonOf = (error: unknown) => `failed: ${error instanceof Error ? error.message : String(error)}`.slice(0, 300)
