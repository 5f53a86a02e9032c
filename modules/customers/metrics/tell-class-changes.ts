import type { Context } from '#core/context.ts'
import { interactionIdOf } from '../interaction/interaction-id.ts'
import { recordInteractions } from '../interaction/record-interactions.ts'

export interface ClassChange {
  customerId: string
  from: string | null
  to: string | null
  asOf: string
  at?: string | undefined
}

/** Puts moves from one class to another on the timelines; a first class is no move. */
export async function tellClassChanges(ctx: Context, changes: readonly ClassChange[]): Promise<void> {
  const moves = changes.filter(({ from, to }) => from !== null && to !== null)
  await recordInteractions(
    ctx,
    moves.map(({ customerId, from, to, asOf, at }) => ({
      customerId,
      occurredAt: at === undefined ? ctx.now : new Date(at),
      channel: 'system',
      kind: 'class_changed',
      direction: 'internal' as const,
      data: { from, to, asOf },
      source: 'insight',
      interactionId: interactionIdOf('insight', [customerId, asOf, from, to, at ?? ctx.now], 0),
    })),
  )
}
