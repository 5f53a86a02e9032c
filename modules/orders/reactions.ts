import { react } from '#core/events/react.ts'
import { productsImported } from '#modules/catalogue/events.ts'
import { fillFromCatalogue } from './import/fill-from-catalogue.ts'

export const reactions = [
  react(productsImported, 'orders.fill-from-catalogue', async (ctx, events) => {
    for (const { payload } of events) await fillFromCatalogue(ctx, payload.runId, payload.productIds)
  }),
]
