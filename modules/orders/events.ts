import { z } from 'zod'
import { defineEvent } from '#core/events/event.ts'

/** A batch of an import (or of its taking back) wrote orders of these customers, the anonymous record left out. */
export const ordersImported = defineEvent(
  'orders.orders.imported',
  z.object({
    runId: z.uuid().describe('The run of the import'),
    customerIds: z.array(z.uuid()).describe('Whose orders came or changed'),
  }),
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
  z.object({
    orderId: z.uuid().describe('The order'),
    orderNumber: z.string().describe('Its number, as people say it'),
    revenueMicro: z.string().describe('What it brings, in millionths of its currency'),
  }),
)

/** An order took another state, or goods of it were taken back. */
export const orderChanged = defineEvent(
  'orders.order.changed',
  z.object({ orderId: z.uuid().describe('The order'), status: z.string().describe('Its state now') }),
)
