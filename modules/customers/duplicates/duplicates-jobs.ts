import { z } from 'zod'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { finishTask, progressTask } from '#core/jobs/task.ts'
import { hasChanges } from './changed-records.ts'
import { mergeRun, undoRun } from './run-merges.ts'
import { scanChanges } from './scan-changes.ts'
import { scanDuplicates } from './scan-duplicates.ts'
import { MERGE_ALL_JOB, SCAN_JOB, SCAN_QUEUE, UNDO_MERGES_JOB } from './scan-names.ts'

/** Each phase's share of a scan's time, for one bar through all of them. */
const PHASES = { read: [0, 5], train: [5, 25], compare: [30, 60], cluster: [90, 10] } as const

/** Looks through the whole base; with a task it shows how far it is and can be given up. */
const scanJob = defineJob({
  name: SCAN_JOB,
  payload: z.object({ taskId: z.uuid().nullable().default(null) }),
  cron: '15 4 * * *',
  run: async (house, { taskId }, { signal }) => {
    const givenUp = new AbortController()
    const either = AbortSignal.any([signal, givenUp.signal])
    const onProgress = ({ phase, done, total }: { phase: keyof typeof PHASES; done: number; total: number }) => {
      if (taskId === null) return
      const [from, share] = PHASES[phase]
      progressTask(house, taskId, { done: Math.round(from + (share * done) / Math.max(1, total)), total: 100 })
        .then(({ cancelAsked }) => cancelAsked && givenUp.abort())
        .catch(() => {})
    }
    try {
      await scanDuplicates(house, { signal: either, onProgress })
      if (taskId) await finishTask(house, taskId, { state: 'done', done: 100, result: { to: '/duplicates' } })
    } catch (error) {
      if (!givenUp.signal.aborted) throw error
      if (taskId) await finishTask(house, taskId, { state: 'cancelled' })
    }
  },
})

const changesJob = defineJob({
  name: 'customers.scan-changes',
  payload: z.object({}),
  run: async (house, _, { signal }) => {
    await scanChanges(house, { signal })
  },
})

/** Every minute, so that a burst of changes is one piece of work; one after another with scans that people start. */
const noticeJob = defineJob({
  name: 'customers.notice-changes',
  payload: z.object({}),
  cron: '* * * * *',
  run: (house) =>
    house.asSystem('customers.duplicates', async (ctx) => {
      if (await hasChanges(ctx)) {
        queueJob(ctx, changesJob, {}, { queue: SCAN_QUEUE, key: changesJob.name, attempts: 3 })
      }
    }),
})

const runOfTask = z.object({ runId: z.uuid(), taskId: z.uuid() })
const mergeAllJob = defineJob({ name: MERGE_ALL_JOB, payload: runOfTask, run: mergeRun })
const undoMergesJob = defineJob({ name: UNDO_MERGES_JOB, payload: runOfTask, run: undoRun })

export const duplicatesJobs = [scanJob, changesJob, noticeJob, mergeAllJob, undoMergesJob]
