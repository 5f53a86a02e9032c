import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { customerChanged } from '../events.ts'

/** Announces a change of one customer and tells the desks that show them. `fields` as in the record. */
export function tellChanged(ctx: Context, customerId: string, fields: string[], units: readonly number[]): void {
  announce(ctx, customerChanged, { customerId, fields }, customerId)
  tellDesks(ctx, { topic: 'customer', units: [...new Set(units)], permission: 'customers.read', id: customerId })
}
