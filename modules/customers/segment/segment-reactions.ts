import { react } from '#core/events/react.ts'
import { usageComputed } from '#modules/insight/events.ts'
import {
  customerChanged,
  customerCreated,
  customersChanged,
  customersImported,
  importReverted,
  interactionsRecorded,
} from '../events.ts'
import { queueSegments, queueUsageSegments } from './segment-jobs.ts'

const known = (ids: readonly (string | null)[]) => ids.filter((id) => id !== null)

/** What may change who belongs to a segment. Orders and scores come through the copies made of them; see metrics. */
export const segmentReactions = [
  react(customersImported, 'customers.segments-after-import', async (ctx, events) =>
    queueSegments(
      ctx,
      events.flatMap(({ payload }) => payload.customerIds),
    ),
  ),
  react(importReverted, 'customers.segments-after-revert', async (ctx, events) =>
    queueSegments(
      ctx,
      events.flatMap(({ payload }) => payload.customerIds),
    ),
  ),
  react(customerCreated, 'customers.segments-after-created', async (ctx, events) =>
    queueSegments(ctx, known(events.map(({ payload }) => payload.customerId))),
  ),
  react(customerChanged, 'customers.segments-after-change', async (ctx, events) =>
    queueSegments(ctx, known(events.map(({ payload }) => payload.customerId))),
  ),
  react(customersChanged, 'customers.segments-after-changes', async (ctx, events) =>
    queueSegments(
      ctx,
      events.flatMap(({ payload }) => payload.customerIds),
    ),
  ),
  react(interactionsRecorded, 'customers.segments-after-interaction', async (ctx, events) =>
    queueSegments(
      ctx,
      events.flatMap(({ payload }) => payload.customerIds),
    ),
  ),
  react(usageComputed, 'customers.segments-after-usage', (ctx) => queueUsageSegments(ctx)),
]
