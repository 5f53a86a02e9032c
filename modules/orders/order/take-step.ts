import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { refused } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { recordInteractions } from '#modules/customers/public.ts'
import type { takeStepCall } from './contract.ts'
import { keepTakenBack } from './keep-taken-back.ts'
import { type LockedOrder, lockOrder } from './lock-order.ts'
import { notInFuture } from './not-in-future.ts'
import { type Step, stateAfter, stepsOf } from './order-rules.ts'
import { tellChanged } from './tell-changed.ts'

/** What a step looks like on the customer's timeline; paying and completing are no contact. */
const TOLD: Partial<Record<Step, { kind: string; direction: 'inbound' | 'outbound' }>> = {
  ship: { kind: 'shipment', direction: 'outbound' },
  deliver: { kind: 'delivery', direction: 'outbound' },
  cancel: { kind: 'cancellation', direction: 'inbound' },
}

/**
 * Takes an order one step on: paid, shipped, delivered, completed or cancelled.
 * @throws notFound `order_not_found`; refused `order_step_not_allowed` naming the allowed ones; invalid
 * `ordered_in_future`.
 */
export async function takeStep(
  ctx: Context,
  input: InputOf<typeof takeStepCall>,
): Promise<ReplyOf<typeof takeStepCall>> {
  const order = await lockOrder(ctx, input.orderId)
  const { step, reason } = input
  const status = stateAfter(order, step)
  if (status === null) {
    const allowed = stepsOf(order)
    throw refused('order_step_not_allowed', `An order that is ${order.status} can't take this step.`, { step, allowed })
  }
  const at = notInFuture(ctx, input.at ?? ctx.now, 'at')
  const { rows } = await sql<{ version: number }>`
    update orders.orders set status = ${status}, reason = coalesce(${reason ?? null}, reason),
      approved_at = case when ${step} = 'pay' then ${at} else approved_at end,
      shipped_at = case when ${step} = 'ship' then ${at} else shipped_at end,
      delivered_at = case when ${step} = 'deliver' then ${at} else delivered_at end,
      cancelled_at = case when ${step} = 'cancel' then ${at} else cancelled_at end,
      changed_at = now(), version = version + 1
    where customer_id = ${order.customerId}::uuid and order_id = ${order.orderId}::uuid returning version`.execute(
    ctx.db,
  )
  await tellStep(ctx, order, { step, at })
  if (step === 'cancel') await keepTakenBack(ctx, [order.customerId])
  audit(ctx, 'orders.order.changed', { target: order.orderId, customerId: order.customerId, details: { step } })
  tellChanged(ctx, order, status)
  return { orderId: order.orderId, status, steps: stepsOf({ ...order, status }), version: rows[0]?.version ?? 0 }
}

async function tellStep(ctx: Context, order: LockedOrder, { step, at }: { step: Step; at: Date }): Promise<void> {
  const told = TOLD[step]
  if (!told || order.isAnonymous) return
  const { orderId, orderNumber, customerId, unitId, source } = order
  await recordInteractions(ctx, [
    {
      ...told,
      ...{ customerId, unitId, source },
      occurredAt: at,
      channel: order.channel ?? 'other',
      subject: orderNumber,
      data: { orderId, orderNumber },
      ...(ctx.actor.kind === 'staff' && { staffId: ctx.actor.id, staffName: ctx.actor.name }),
    },
  ])
}
