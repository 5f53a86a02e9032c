import { z } from 'zod'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { readSetting } from '#core/settings.ts'
import { dayOf } from '#core/words/dates.ts'
import { predictedFields, segmentOnlyFields } from '../list/fields.ts'
import { type ConditionLeaf, leavesOf } from './condition.ts'
import { evaluateEverybody } from './evaluate-everybody.ts'
import { evaluateSegment } from './evaluate-segment.ts'
import { type LiveSegment, liveSegments, withAsking } from './live-segments.ts'

/** What concerns many goes one after another. */
const QUEUE = 'customers.segments'
/** Somebody waits for what concerns few: it doesn't stand behind the many. */
const QUEUE_OF_FEW = 'customers.segments-of-few'
const CHUNK = 1000
const FEW = 20

const rateCustomers = defineJob({
  name: 'customers.keep-segments',
  payload: z.object({ customerIds: z.array(z.uuid()) }),
  run: async (house, { customerIds }) => {
    const inOne = <T>(work: (ctx: Context) => Promise<T>) => house.asSystem('customers.segments', work)
    const rate = (ctx: Context, segment: LiveSegment) => evaluateSegment(ctx, segment, customerIds)
    if (customerIds.length <= FEW) {
      await inOne(async (ctx) => {
        for (const segment of await liveSegments(ctx)) await rate(ctx, segment)
      })
    } else for (const segment of await inOne(liveSegments)) await inOne((ctx) => rate(ctx, segment))
  },
})

const rateEverybody = defineJob({
  name: 'customers.evaluate-segments',
  payload: z.object({ segmentIds: z.array(z.int()) }),
  run: async (house, { segmentIds }) => {
    const segments = await house.asSystem('customers.segments', liveSegments)
    for (const segment of withAsking(segments, segmentIds)) {
      await evaluateEverybody(house, segment)
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
    const chunk = distinct.slice(start, start + CHUNK)
    const queue = chunk.length <= FEW ? QUEUE_OF_FEW : QUEUE
    // One order concerns its customer several times over (timeline, figures, scores): what still waits is asked once.
    const key = chunk.length === 1 ? { key: `customers.keep-segments ${chunk[0]}` } : {}
    queueJob(ctx, rateCustomers, { customerIds: chunk }, { queue, ...key })
  }
}

/** Has a segment, and those that ask it, evaluated for everybody. */
export function queueSegment(ctx: Context, segmentId: number): void {
  queueJob(ctx, rateEverybody, { segmentIds: [segmentId] }, { queue: QUEUE, key: `customers.segment.${segmentId}` })
}

/** Has all segments evaluated for everybody, after something changed for many. */
export async function queueEverySegment(ctx: Context, wait = 0): Promise<void> {
  const segmentIds = (await liveSegments(ctx)).map((segment) => segment.segmentId)
  const runAt = new Date(ctx.now.getTime() + wait)
  if (segmentIds.length > 0)
    queueJob(ctx, rateEverybody, { segmentIds }, { queue: QUEUE, key: 'customers.every-segment', runAt })
}

/** Has the segments that ask for usage, and those that ask them, evaluated for everybody. */
export const queueUsageSegments = (ctx: Context) => queueAsking(ctx, 'usage', (leaf) => 'usage' in leaf)

/** The same of what is expected. */
export const queuePredictionSegments = (ctx: Context) => queueAsking(ctx, 'predictions', asksPrediction)

const asksPrediction = (leaf: ConditionLeaf) =>
  'need' in leaf ||
  ('field' in leaf && [...predictedFields, ...segmentOnlyFields].some(({ key }) => key === leaf.field))

/** The same of what is offered to whom, which comes after the rest. */
export const queueOfferSegments = (ctx: Context) => queueAsking(ctx, 'offers', (leaf) => 'offer' in leaf)

async function queueAsking(ctx: Context, what: string, asks: (leaf: ConditionLeaf) => boolean): Promise<void> {
  const asking = (await liveSegments(ctx)).filter(({ condition }) => leavesOf(condition).some(asks))
  if (asking.length === 0) return
  const segmentIds = asking.map((segment) => segment.segmentId)
  queueJob(ctx, rateEverybody, { segmentIds }, { queue: QUEUE, key: `customers.segments-of-${what}` })
}

export const segmentJobs = [rateCustomers, rateEverybody, rateDaily]
