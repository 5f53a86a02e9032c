import { sql } from 'kysely'
import { z } from 'zod'
import { defineJob } from '#core/jobs/job.ts'
import { nextDue } from './delivery/claim-due.ts'
import { deliverDue } from './delivery/deliver-due.ts'
import { GIVEN_UP_MS } from './delivery/schedule.ts'
import { DELIVER_JOB, wakeDelivery } from './delivery/wake-delivery.ts'

const LOG_DAYS = 30

/** Sends what is due. */
export const deliverJob = defineJob({
  name: DELIVER_JOB,
  payload: z.object({}),
  run: (house, _payload, { signal }) => deliverDue(house, signal),
})

/** What nobody was woken for: a process died, or a webhook was at rest. */
export const leftOversJob = defineJob({
  name: 'webhooks.left-overs',
  payload: z.object({}),
  cron: '* * * * *',
  run: async (house) => {
    const at = await nextDue(house)
    if (at && at <= new Date()) await house.asSystem('webhooks.left-overs', async (ctx) => wakeDelivery(ctx))
  },
})

/** Forgets the log of past months, secrets whose time is over, and gives up what has waited too long behind others. */
export const tidyJob = defineJob({
  name: 'webhooks.tidy',
  payload: z.object({}),
  cron: '35 3 * * *',
  run: (house) =>
    house.asSystem('webhooks.tidy', async (ctx) => {
      await sql`delete from webhooks.messages where occurred_at < now() - make_interval(days => ${LOG_DAYS})`.execute(
        ctx.db,
      )
      await sql`update webhooks.endpoints set old_secret = null, old_secret_until = null where old_secret_until < now()`.execute(
        ctx.db,
      )
      await sql`
        update webhooks.deliveries set state = 'parked', last_error = coalesce(last_error, 'waited_too_long')
        where state = 'waiting' and since < now() - make_interval(secs => ${GIVEN_UP_MS / 1000})`.execute(ctx.db)
    }),
})
