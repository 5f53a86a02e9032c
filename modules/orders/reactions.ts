import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { react } from '#core/events/react.ts'
import { queueJob } from '#core/jobs/job.ts'
import { productsImported } from '#modules/catalogue/events.ts'
import { customersMerged, customersUnmerged } from '#modules/customers/events.ts'
import { unitNamed } from '#modules/team/events.ts'
import { ordersMoved } from './events.ts'
import { fillFromCatalogue } from './import/fill-from-catalogue.ts'
import { MOVE_TO_UNIT } from './jobs.ts'
import { keepTakenBack } from './order/keep-taken-back.ts'

/** Returns are set off against the sales of the same customer, and those are others now. */
async function matchAnew(ctx: Context, customerIds: string[]): Promise<void> {
  await keepTakenBack(ctx, customerIds)
  announce(ctx, ordersMoved, { customerIds })
}

export const reactions = [
  react(customersMerged, 'orders.match-after-merge', (ctx, events) =>
    matchAnew(ctx, [...new Set(events.flatMap(({ payload }) => [payload.customerId, ...payload.mergedIds]))]),
  ),
  react(customersUnmerged, 'orders.match-after-unmerge', (ctx, events) =>
    matchAnew(ctx, [...new Set(events.flatMap(({ payload }) => [payload.customerId, payload.formerId]))]),
  ),
  react(unitNamed, 'orders.move-after-naming', async (ctx, events) => {
    for (const { payload } of events)
      queueJob(ctx, { name: MOVE_TO_UNIT }, { unitId: payload.unitId, shop: payload.name })
  }),
  react(productsImported, 'orders.fill-from-catalogue', async (ctx, events) => {
    for (const { payload } of events) await fillFromCatalogue(ctx, payload.runId, payload.productIds)
  }),
]
