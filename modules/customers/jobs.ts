import { sql } from 'kysely'
import { z } from 'zod'
import { defineJob } from '#core/jobs/job.ts'
import { runJob } from './cleaning/run/run-job.ts'
import { checkJob } from './cleaning/start-check.ts'
import { duplicatesJobs } from './duplicates/duplicates-jobs.ts'
import { copyAllScores } from './metrics/copy-scores.ts'
import { segmentJobs } from './segment/segment-jobs.ts'
import { forgetVisitors } from './visitor/forget-visitors.ts'

/** Makes this and next month's timeline partitions ahead of time, so that no sale has to wait for their locks. */
const makeMonths = defineJob({
  name: 'customers.make-months',
  payload: z.object({}),
  cron: '10 2 * * *',
  run: (house) =>
    house.asSystem('customers.make-months', async (ctx) => {
      await sql`select customers.ensure_interaction_months(now(), now() + interval '40 days')`.execute(ctx.db)
    }),
})

export const jobs = [makeMonths, ...duplicatesJobs, forgetVisitors, copyAllScores, ...segmentJobs, checkJob, runJob]
