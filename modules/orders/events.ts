import { z } from 'zod'
import { defineEvent } from '#core/events/event.ts'

/** A batch of an import (or of its taking back) wrote orders of these customers, the anonymous record left out. */
export const ordersImported = defineEvent(
  'orders.orders.imported',
  z.object({ runId: z.uuid(), customerIds: z.array(z.uuid()) }),
)

/**
 * Records were joined or made two again, or orders came to another unit (`units`): the orders of these customers are not
 * what they were.
 */
export const ordersMoved = defineEvent(
  'orders.orders.moved',
  z.object({ customerIds: z.array(z.uuid()), units: z.boolean().default(false) }),
)

/** An order came in by hand or through the API. The amount is in micro units of the order's currency. */
export const orderPlaced = defineEvent(
  'orders.order.placed',
  z.object({ orderId: z.uuid(), orderNumber: z.string(), revenueMicro: z.string() }),
)

/** An order took another state, or goods of it were taken back. */
export const orderChanged = defineEvent('orders.order.changed', z.object({ orderId: z.uuid(), status: z.string() }))
