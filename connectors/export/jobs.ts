import { sql } from 'kysely'
import { z } from 'zod'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { makeFile } from './run/make-file.ts'
import { ATTEMPTS, MAKE_JOB } from './run/start-export.ts'

const KEPT_HOURS = 24

/** Writes the file of an export; a process that is stopping leaves it to another one. */
const makeJob = defineJob({
  name: MAKE_JOB,
  payload: z.object({ exportId: z.uuid() }),
  run: async (house, { exportId }, { signal, attempt }) => {
    if ((await makeFile(house, exportId, { signal, isLast: attempt >= ATTEMPTS })) === 'ended') return
    await house.asSystem('export.make', async (ctx) =>
      queueJob(ctx, { name: MAKE_JOB }, { exportId }, { attempts: ATTEMPTS }),
    )
  },
})

/** Files of customers don't lie about: a day after they were asked for they are gone. */
export const tidyJob = defineJob({
  name: 'export.tidy',
  payload: z.object({}),
  cron: '*/20 * * * *',
  run: async (house) => {
    await house.asSystem('export.tidy', (ctx) =>
      sql`delete from export.exports where created_at < ${ctx.now}::timestamptz - make_interval(hours => ${KEPT_HOURS})`.execute(
        ctx.db,
      ),
    )
  },
})

export const jobs = [makeJob, tidyJob]
