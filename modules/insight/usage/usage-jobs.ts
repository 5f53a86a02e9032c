import { z } from 'zod'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { tellDesks } from '#core/live/note.ts'
import { readSetting } from '#core/settings.ts'
import { dayOf } from '#core/words/dates.ts'
import { predictionOf } from '../predict/step.ts'
import { findLatestRun } from '../run/find-latest-run.ts'
import { computeUsage } from './compute-usage.ts'
import { countUsageCells } from './count-usage-cells.ts'

const NAME = 'insight.usage'
const SOON_MS = 3000
const LATER_MS = 60_000

/** Computes usage and loyalty again as of the latest analysis, after the rule was changed or records were joined. */
export const usageJob = defineJob({
  name: NAME,
  payload: z.object({}),
  run: async (house, _payload, { signal }) => {
    const asOf = await house.asSystem(NAME, async (ctx) => {
      const run = await findLatestRun(ctx)
      return run?.asOf ?? dayOf(ctx.now, await readSetting(ctx, timeZone))
    })
    await computeUsage(house, predictionOf(house, asOf, signal))
    await house.asSystem(NAME, countAndTell)
  },
})

async function countAndTell(ctx: Context): Promise<void> {
  await countUsageCells(ctx)
  tellDesks(ctx, { topic: 'insight', units: null, permission: 'insight.read' })
}

/** Counts the cells again after customers were archived or passed to other units. */
export const usageCellsJob = defineJob({
  name: 'insight.usage-cells',
  payload: z.object({}),
  run: (house) => house.asSystem(NAME, countAndTell),
})

/** Has everything computed again now. */
export const usageNow = (ctx: Context): void => queueJob(ctx, usageJob, {}, { key: usageJob.name })

/** Has everything computed again in a minute, once for all that happens until then. */
export const usageSoon = (ctx: Context): void => queueOnce(ctx, usageJob.name, LATER_MS)

/** Has the cells counted again now. */
export const usageCellsNow = (ctx: Context): void => queueJob(ctx, usageCellsJob, {}, { key: usageCellsJob.name })

/** Has the cells counted again in a moment. */
export const usageCellsSoon = (ctx: Context): void => queueOnce(ctx, usageCellsJob.name, SOON_MS)

function queueOnce(ctx: Context, name: string, wait: number): void {
  queueJob(ctx, { name }, {}, { key: name, keyMode: 'preserve_run_at', runAt: new Date(ctx.now.getTime() + wait) })
}
