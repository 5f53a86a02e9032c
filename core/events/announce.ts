import type { z } from 'zod'
import type { Context } from '#core/context.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type { EventKind } from './event.ts'

const MAX_DEPTH = 8

/**
 * Announces that something happened. The event row and one job per reaction commit with the change.
 * `customerId` makes it findable on that customer.
 */
export function announce<E extends EventKind>(
  ctx: Context,
  kind: E,
  payload: z.input<E['payload']>,
  customerId: string | null = null,
): void {
  const event = { id: uuid7(), name: kind.name, customerId, payload: kind.payload.parse(payload) }
  ctx.outbox.events.push(event)
  if (ctx.depth >= MAX_DEPTH) return
  for (const reaction of ctx.house.reactionsTo(kind.name)) {
    // One job per reaction and transaction: a batch of a thousand orders is one job, not a thousand.
    const waiting = ctx.outbox.jobs.find((job) => job.name === reaction.name)
    if (waiting) (waiting.payload as { events: unknown[] }).events.push(event)
    else
      ctx.outbox.jobs.push({ name: reaction.name, payload: { events: [event], depth: ctx.depth + 1, hops: ctx.hops } })
  }
}
