import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#core/context.ts'
import { defineJob } from '#core/jobs/job.ts'
import { PROCESS_JOB, wakeProcessing } from './intake/wake-processing.ts'
import { processMessages } from './process/process-messages.ts'
import { connectShop } from './pull/connect-shop.ts'
import { beginPull, pullShop } from './pull/pull-shop.ts'
import { CONNECT_JOB, PULL_JOB, queuePull } from './pull/queue-pull.ts'

/** A message that comes again within so many days is known; its body is kept for replaying a week. */
const SEEN_DAYS = 40
const BODY_DAYS = 7
const PARKED_DAYS = 90
const LOOK_BACK_DAYS = 60

const ofShop = z.object({ connectionId: z.int() })

async function pullAll(ctx: Context, days: number): Promise<void> {
  const { rows } = await sql<{ connection_id: number }>`
    select connection_id from shops.connections where disabled_at is null order by connection_id`.execute(ctx.db)
  for (const { connection_id } of rows) {
    await beginPull(ctx, connection_id, { everything: false, days })
    queuePull(ctx, connection_id)
  }
}

export const jobs = [
  defineJob({
    name: PROCESS_JOB,
    payload: z.object({}),
    run: (house, _payload, { signal }) => processMessages(house, signal),
  }),
  defineJob({ name: CONNECT_JOB, payload: ofShop, run: (house, { connectionId }) => connectShop(house, connectionId) }),
  defineJob({
    name: PULL_JOB,
    payload: ofShop,
    run: (house, { connectionId }, { signal }) => pullShop(house, connectionId, signal),
  }),
  // Messages whose next try has come, and those that a process left which died before it said so.
  defineJob({
    name: 'shops.left-overs',
    payload: z.object({}),
    cron: '* * * * *',
    run: async (house) => {
      const lies = await house.asSystem('shops.left-overs', async (ctx) => {
        const { rows } = await sql`
          select 1 from shops.messages where state = 'waiting' and next_try_at <= now() limit 1`.execute(ctx.db)
        return rows.length > 0
      })
      if (lies) wakeProcessing(house)
    },
  }),
  // What no message told of, and pulls that were cut off.
  defineJob({
    name: 'shops.catch-up',
    payload: z.object({}),
    cron: '*/2 * * * *',
    run: (house) => house.asSystem('shops.catch-up', (ctx) => pullAll(ctx, 0)),
  }),
  // A refund doesn't change its order everywhere: orders of the last weeks are looked at again, whatever their own word.
  defineJob({
    name: 'shops.look-back',
    payload: z.object({}),
    cron: '50 2 * * *',
    run: (house) => house.asSystem('shops.look-back', (ctx) => pullAll(ctx, LOOK_BACK_DAYS)),
  }),
  defineJob({
    name: 'shops.tidy',
    payload: z.object({}),
    cron: '35 3 * * *',
    run: (house) =>
      house.asSystem('shops.tidy', async (ctx) => {
        await sql`update shops.messages set body = null
          where state = 'done' and body is not null and received_at < now() - make_interval(days => ${BODY_DAYS})`.execute(
          ctx.db,
        )
        await sql`delete from shops.messages where state = 'done' and received_at < now() - make_interval(days => ${SEEN_DAYS})`.execute(
          ctx.db,
        )
        await sql`delete from shops.messages where state = 'parked' and received_at < now() - make_interval(days => ${PARKED_DAYS})`.execute(
          ctx.db,
        )
      }),
  }),
]
