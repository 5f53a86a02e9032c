import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { anonymousCustomerId } from '#modules/customers/public.ts'
import { ordersImported } from '../events.ts'

const PER_EVENT = 2000

/** Announces whose orders a run touched, and tells open order lists. */
export function tellImported(ctx: Context, runId: string, customerIds: readonly string[]): void {
  if (customerIds.length === 0) return
  const ids = customerIds.filter((id) => id !== anonymousCustomerId())
  for (let at = 0; at < ids.length; at += PER_EVENT) {
    announce(ctx, ordersImported, { runId, customerIds: ids.slice(at, at + PER_EVENT) })
  }
  tellDesks(ctx, { topic: 'orders', units: null, permission: 'orders.read' })
}
