import { z } from 'zod'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { forbidden } from '#core/errors.ts'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { finishTask, progressTask, startTask } from '#core/jobs/task.ts'
import { checkBase } from './quality/check-base.ts'

/** Looks at the whole base every night, after the duplicates were looked for, and when somebody asks. */
export const checkJob = defineJob({
  name: 'customers.check-quality',
  payload: z.object({ taskId: z.uuid().nullable().default(null) }),
  cron: '45 4 * * *',
  run: async (house, { taskId }, { signal }) => {
    const { all } = await checkBase(house, async (progress) => {
      const asked = taskId === null ? null : await progressTask(house, taskId, progress)
      // Asked to stop: it begins again in the next process.
      if (signal.aborted) throw new Error('stopped before all customers were looked at')
      return !asked?.cancelAsked
    })
    if (taskId === null) return
    await finishTask(house, taskId, all ? { state: 'done', result: { to: '/cleaning' } } : { state: 'cancelled' })
  },
})

/** Queues a look at everybody and shows it in the tray. @throws 403 `company_wide_only` inside a unit. */
export async function startCheck(ctx: Context): Promise<{ taskId: string }> {
  if (ctx.scope.units !== 'all') throw forbidden('company_wide_only', 'This looks at the whole company.')
  const taskId = await startTask(ctx, { kind: 'cleaning', title: 'customers:cleaning.check.title' })
  queueJob(ctx, checkJob, { taskId }, { queue: 'customers.cleaning', attempts: 3 })
  audit(ctx, 'customers.cleaning.checked')
  return { taskId }
}
