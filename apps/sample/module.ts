import { sql } from 'kysely'
import { z } from 'zod'
import type { Context } from '#core/context.ts'
import { refused } from '#core/errors.ts'
import { call } from '#core/http/contract.ts'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { finishTask, progressTask, startTask } from '#core/jobs/task.ts'
import { defineRoom, serve } from '#core/module.ts'
import { loadSample } from './load-sample.ts'

const loadSampleCall = call({
  method: 'POST',
  path: '/api/sample',
  permission: 'settings.change',
  summary: 'Load the made-up sample shop into an empty house',
  body: z.object({
    customers: z.int().min(10).max(20_000).default(2000),
    seed: z.int().min(0).max(1_000_000).default(1),
    language: z.enum(['zh', 'en']).optional(),
  }),
  reply: z.object({ taskId: z.uuid() }),
  errors: ['house_not_empty'],
})

const sampleJob = defineJob({
  name: 'sample.load',
  payload: z.object({ taskId: z.uuid(), customers: z.int(), seed: z.int(), language: z.enum(['zh', 'en']) }),
  run: async (house, { taskId, ...options }) => {
    try {
      await loadSample(house, {
        ...options,
        onProgress: async (_step, done, total) => {
          await progressTask(house, taskId, { done, total })
        },
      })
      await finishTask(house, taskId, { state: 'done', result: { to: '/overview' } })
    } catch (error) {
      await finishTask(house, taskId, {
        state: 'failed',
        error: error instanceof Error ? error.message : String(error),
      })
      throw error
    }
  },
})

type SampleInput = { customers: number; seed: number; language?: 'zh' | 'en' | undefined }

/** Queues the sample shop. @throws refused `house_not_empty`: it never mixes with real customers. */
async function askForSample(ctx: Context, input: SampleInput): Promise<{ taskId: string }> {
  const { rows } = await sql`select 1 from facts.customers where listed limit 1`.execute(ctx.db)
  if (rows.length > 0)
    throw refused('house_not_empty', 'There are customers here already; the sample would mix with them.')
  const taskId = await startTask(ctx, { kind: 'sample', title: 'sample' })
  const language = input.language ?? (ctx.actor.language.startsWith('zh') ? 'zh' : 'en')
  queueJob(ctx, sampleJob, { ...input, language, taskId }, { attempts: 1, queue: 'sample' })
  return { taskId }
}

/** The made-up shop for looking around; an entrance's room because it needs the others. */
export const sample = defineRoom({
  name: 'sample',
  folder: import.meta.dirname,
  calls: [serve(loadSampleCall, askForSample)],
  jobs: [sampleJob],
})
