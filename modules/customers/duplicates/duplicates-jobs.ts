import { z } from 'zod'
import { defineJob } from '#core/jobs/job.ts'
import { finishTask, progressTask } from '#core/jobs/task.ts'
import { scanDuplicates } from './scan-duplicates.ts'

export const SCAN_JOB = 'customers.scan-duplicates'

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

export const duplicatesJobs = [scanJob]
