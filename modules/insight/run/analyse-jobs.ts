import { sql } from 'kysely'
import { z } from 'zod'
import { timeZone } from '#core/company.ts'
import { defineJob } from '#core/jobs/job.ts'
import { readSetting } from '#core/settings.ts'
import { dayOf, startOfDay } from '#core/words/dates.ts'
import { refreshCells } from '../overview/refresh-cells.ts'
import { refreshSales } from '../overview/refresh-sales.ts'
import { analyse } from './analyse.ts'

const AFTER_MIDNIGHT_MS = 2.5 * 3_600_000

/** Analyses everybody as of today. */
export const analyseJob = defineJob({
  name: 'insight.analyse',
  payload: z.object({}),
  run: async (house) => {
    await house.asSystem('insight.analyse', (ctx) => analyse(ctx))
  },
})

/** Once a night, at half past two of the company's time zone; after a longer stop as soon as the house runs again. */
export const nightlyJob = defineJob({
  name: 'insight.nightly',
  payload: z.object({}),
  cron: '0,30 * * * *',
  run: async (house) => {
    await house.asSystem('insight.nightly', async (ctx) => {
      if (await isDue(ctx.now, await readSetting(ctx, timeZone), () => lastRun(ctx))) await analyse(ctx)
    })
  },
})

type Ctx = Parameters<typeof analyse>[0]

async function isDue(now: Date, zone: string, last: () => Promise<Date | null>): Promise<boolean> {
  const due = new Date(startOfDay(dayOf(now, zone), zone).getTime() + AFTER_MIDNIGHT_MS)
  if (now < due) return false
  const before = await last()
  return before === null || before < due
}

async function lastRun(ctx: Ctx): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`select max(started_at) as at from insight.runs`.execute(ctx.db)
  return rows[0]?.at ?? null
}

/** Brings the sales figures of a month and the counts of the score grid up to date after orders came in. */
export const refreshJob = defineJob({
  name: 'insight.refresh',
  payload: z.object({ month: z.iso.date() }),
  run: async (house, { month }) => {
    await house.asSystem('insight.refresh', async (ctx) => {
      await refreshSales(ctx, await readSetting(ctx, timeZone), month)
      await refreshCells(ctx)
    })
  },
})
