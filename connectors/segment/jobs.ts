import { sql } from 'kysely'
import { z } from 'zod'
import { defineJob } from '#core/jobs/job.ts'
import { PROCESS_JOB, wakeProcessing } from './intake/wake-processing.ts'
import { processInbox } from './process/process-inbox.ts'

/** A message that comes again within so many days is known. */
const SEEN_DAYS = 40
const PARKED_DAYS = 90

/** Takes in the events that lie in the inbox; one at a time in the whole house, so that nobody is made twice. */
export const processJob = defineJob({
  name: PROCESS_JOB,
  payload: z.object({}),
  run: (house, _payload, { signal }) => processInbox(house, signal),
})

/** What a process left behind that died between taking a request and saying so. */
export const leftOversJob = defineJob({
  name: 'segment.left-overs',
  payload: z.object({}),
  cron: '* * * * *',
  run: async (house) => {
    const lies = await house.asSystem('segment.left-overs', async (ctx) => {
      const { rows } = await sql`select 1 from segment.inbox limit 1`.execute(ctx.db)
      return rows.length > 0
    })
    if (lies) wakeProcessing(house)
  },
})

/** Forgets which messages came long ago, counts of past days, and what was parked and never looked at. */
export const tidyJob = defineJob({
  name: 'segment.tidy',
  payload: z.object({}),
  cron: '25 3 * * *',
  run: (house) =>
    house.asSystem('segment.tidy', async (ctx) => {
      await sql`delete from segment.seen where seen_on < current_date - ${SEEN_DAYS}::int`.execute(ctx.db)
      await sql`delete from segment.usage where minute < now() - interval '2 days'`.execute(ctx.db)
      await sql`delete from segment.parked where received_at < now() - make_interval(days => ${PARKED_DAYS})`.execute(
        ctx.db,
      )
    }),
})
