import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { orderChanged } from '../events.ts'
import type { LockedOrder } from './lock-order.ts'

/** Announces a change of one order and tells the desks that show it. */
export function tellChanged(ctx: Context, order: LockedOrder, status: string): void {
  const { orderId, customerId, isAnonymous, unitId } = order
  announce(ctx, orderChanged, { orderId, status }, isAnonymous ? null : customerId)
  tellDesks(ctx, { topic: 'order', units: [unitId], permission: 'orders.read', id: orderId })
  tellDesks(ctx, { topic: 'orders', units: [unitId], permission: 'orders.read' })
}
