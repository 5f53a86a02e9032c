import { z } from 'zod'
import { defineJob } from '#core/jobs/job.ts'
import { tellDesks } from '#core/live/note.ts'
import { rateStock } from './rate-stock.ts'

/** Judges stocks anew after the rule or many products changed. */
export const rateStockJob = defineJob({
  name: 'insight.rate-stock',
  payload: z.object({}),
  run: async (house) => {
    await house.asSystem('insight.rate-stock', async (ctx) => {
      await rateStock(ctx)
      tellDesks(ctx, { topic: 'insight', units: null, permission: 'insight.read' })
    })
  },
})
