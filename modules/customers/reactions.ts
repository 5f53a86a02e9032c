import { react } from '#core/events/react.ts'
import { queueJob } from '#core/jobs/job.ts'
import { classesChanged, offersComputed, predictionsComputed, scoresComputed } from '#modules/insight/events.ts'
import { orderChanged, orderPlaced, ordersImported, ordersMoved } from '#modules/orders/events.ts'
import { qualityReactions } from './cleaning/quality/quality-reactions.ts'
import { customersMerged, interactionsRecorded } from './events.ts'
import { copyAllScores, copyScores } from './metrics/copy-scores.ts'
import { keepComplaints } from './metrics/keep-complaints.ts'
import { keepMetrics } from './metrics/keep-metrics.ts'
import { tellClassChanges } from './metrics/tell-class-changes.ts'
import { queueOfferSegments, queueSegments } from './segment/segment-jobs.ts'
import { segmentReactions } from './segment/segment-reactions.ts'

const distinct = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]

export const reactions = [
  ...segmentReactions,
  ...qualityReactions,
  react(ordersImported, 'customers.metrics-after-import', (ctx, events) =>
    keepMetrics(ctx, distinct(events.flatMap(({ payload }) => payload.customerIds))),
  ),
  react(orderPlaced, 'customers.metrics-after-order', (ctx, events) =>
    keepMetrics(ctx, distinct(events.map(({ customerId }) => customerId))),
  ),
  react(orderChanged, 'customers.metrics-after-change', (ctx, events) =>
    keepMetrics(ctx, distinct(events.map(({ customerId }) => customerId))),
  ),
  react(ordersMoved, 'customers.metrics-after-move', (ctx, events) =>
    keepMetrics(ctx, distinct(events.flatMap(({ payload }) => payload.customerIds))),
  ),
  react(customersMerged, 'customers.complaints-after-merge', (ctx, events) =>
    keepComplaints(ctx, distinct(events.map(({ payload }) => payload.customerId))),
  ),
  react(interactionsRecorded, 'customers.metrics-after-complaint', (ctx, events) =>
    keepComplaints(
      ctx,
      distinct(events.flatMap(({ payload }) => (payload.kinds.includes('complaint') ? payload.customerIds : []))),
    ),
  ),
  react(scoresComputed, 'customers.copy-scores', async (ctx, events) => {
    const ofAll = events.filter(({ payload }) => payload.customerIds === null)
    if (ofAll.some(({ payload }) => !payload.predictionsFollow)) {
      queueJob(ctx, copyAllScores, {}, { queue: 'customers.scores', key: 'customers.copy-all-scores' })
    }
    if (ofAll.length < events.length)
      queueSegments(ctx, await copyScores(ctx, distinct(events.flatMap(({ payload }) => payload.customerIds ?? []))))
  }),
  react(predictionsComputed, 'customers.copy-predictions', async (ctx) =>
    queueJob(ctx, copyAllScores, {}, { queue: 'customers.scores', key: 'customers.copy-all-scores' }),
  ),
  react(offersComputed, 'customers.segments-after-offers', (ctx) => queueOfferSegments(ctx)),
  react(classesChanged, 'customers.tell-class-changes', (ctx, events) =>
    tellClassChanges(
      ctx,
      events.flatMap(({ payload }) => payload.changes),
    ),
  ),
]
