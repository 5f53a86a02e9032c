import { z } from 'zod'
import type { Context } from '#core/context.ts'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { refreshValueCells } from './refresh-value-cells.ts'

const SOON_MS = 3000

/** Counts customers by present and expected value again after some were archived or passed to other units. */
export const valueCellsJob = defineJob({
  name: 'insight.value-cells',
  payload: z.object({}),
  run: async (house) => {
    await house.asSystem('insight.value-cells', refreshValueCells)
  },
})

/** Has them counted again in a moment, once for all that happens until then. */
export function valueCellsSoon(ctx: Context): void {
  const runAt = new Date(ctx.now.getTime() + SOON_MS)
  queueJob(ctx, valueCellsJob, {}, { key: valueCellsJob.name, keyMode: 'preserve_run_at', runAt })
}
