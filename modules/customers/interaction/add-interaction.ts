import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { visibleCustomer } from '../customer/visible-customer.ts'
import { HAND_KINDS, type HandKind, type InteractionReply } from './contract.ts'
import { recordInteractions } from './record-interactions.ts'

export interface HandInteraction {
  customerId: string
  kind: HandKind
  direction?: 'inbound' | 'outbound' | 'internal' | undefined
  subject?: string | null | undefined
  body?: string | null | undefined
  occurredAt?: string | undefined
}

const YEAR_MS = 366 * 86_400_000
const AHEAD_MS = 5 * 60_000

/**
 * Writes down what staff had to do with a customer. The moment may lie a year back, so that a forgotten visit can
 * still be told but history can't be made up; the moment of writing is kept beside it.
 * @throws 400 `interaction_empty`, `moment_out_of_range`.
 */
export async function addInteraction(ctx: Context, input: HandInteraction): Promise<InteractionReply> {
  const { customerId, kind } = input
  const { unitIds } = await visibleCustomer(ctx, customerId)
  const subject = input.subject?.trim() || null
  const body = input.body?.trim() ? input.body : null
  if (!subject && !body && kind === 'note') throw invalid('interaction_empty', 'Write something.', { field: 'body' })
  const occurredAt = input.occurredAt ? new Date(input.occurredAt) : ctx.now
  const age = ctx.now.getTime() - occurredAt.getTime()
  if (age > YEAR_MS || age < -AHEAD_MS) {
    throw invalid('moment_out_of_range', 'The moment lies more than a year back or in the future.', {
      field: 'occurredAt',
    })
  }
  const { units } = ctx.scope
  const row = {
    customerId,
    interactionId: uuid7(),
    occurredAt,
    channel: HAND_KINDS[kind],
    kind,
    direction: input.direction ?? (kind === 'note' ? ('internal' as const) : ('outbound' as const)),
    unitId: (units === 'all' ? unitIds : unitIds.filter((unit) => units.includes(unit)))[0] ?? 1,
    subject,
    body,
    staffId: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
    staffName: ctx.actor.name,
    source: 'desk',
  }
  await recordInteractions(ctx, [row])
  audit(ctx, 'customers.interaction.added', { customerId, target: row.interactionId, details: { kind } })
  const { customerId: _, ...reply } = row
  return { ...reply, occurredAt: occurredAt.toISOString(), recordedAt: ctx.now.toISOString(), data: null }
}
