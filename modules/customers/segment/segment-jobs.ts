import { z } from 'zod'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { readSetting } from '#core/settings.ts'
import { dayOf } from '#core/words/dates.ts'
import { evaluateSegment } from './evaluate-segment.ts'
import { liveSegments, withAsking } from './live-segments.ts'

/** One after another: two evaluations at once could tell the same arrival twice, or wait for each other for ever. */
const QUEUE = 'customers.segments'
const CHUNK = 5000

const rateCustomers = defineJob({
  name: 'customers.keep-segments',
  payload: z.object({ customerIds: z.array(z.uuid()) }),
  run: async (house, { customerIds }) => {
    for (const segment of await house.asSystem('customers.segments', liveSegments)) {
      await house.asSystem('customers.segments', (ctx) => evaluateSegment(ctx, segment, customerIds))
    }
  },
})

const rateEverybody = defineJob({
  name: 'customers.evaluate-segments',
  payload: z.object({ segmentIds: z.array(z.int()) }),
  run: async (house, { segmentIds }) => {
    const segments = await house.asSystem('customers.segments', liveSegments)
    for (const segment of withAsking(segments, segmentIds)) {
      await house.asSystem('customers.segments', (ctx) => evaluateSegment(ctx, segment))
    }
  },
})

/** Conditions like "within 30 days" change by themselves when the company's day does. */
const rateDaily = defineJob({
  name: 'customers.evaluate-segments-daily',
  payload: z.object({}),
  cron: '7 * * * *',
  run: (house) => house.asSystem('customers.segments', queueStale),
})

/** Queues what was not evaluated yet on this day of the company. */
export async function queueStale(ctx: Context): Promise<void> {
  const zone = await readSetting(ctx, timeZone)
  const today = dayOf(ctx.now, zone)
  const stale = (await liveSegments(ctx)).filter(({ evaluatedAt: at }) => at === null || dayOf(at, zone) < today)
  if (stale.length > 0)
    queueJob(ctx, rateEverybody, { segmentIds: stale.map((one) => one.segmentId) }, { queue: QUEUE })
}

/** Has the memberships of these customers looked at anew, right after this transaction. */
export function queueSegments(ctx: Context, customerIds: readonly string[]): void {
  const distinct = [...new Set(customerIds)]
  for (let start = 0; start < distinct.length; start += CHUNK) {
    queueJob(ctx, rateCustomers, { customerIds: distinct.slice(start, start + CHUNK) }, { queue: QUEUE })
  }
}

/** Has a segment, and those that ask it, evaluated for everybody. */
export function queueSegment(ctx: Context, segmentId: number): void {
  queueJob(ctx, rateEverybody, { segmentIds: [segmentId] }, { queue: QUEUE, key: `customers.segment.${segmentId}` })
}

export const segmentJobs = [rateCustomers, rateEverybody, rateDaily]
