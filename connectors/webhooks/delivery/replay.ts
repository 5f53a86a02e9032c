import { type RawBuilder, sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound, refused } from '#core/errors.ts'
import type { InputOf } from '#core/http/contract.ts'
import type { replayDeliveryCall, replaySinceCall } from '../contract.ts'
import { holdOpenEndpoint } from '../endpoint/read-endpoints.ts'
import { wholeCompany } from '../endpoint/whole-company.ts'
import { wakeDelivery } from './wake-delivery.ts'

/**
 * Sends one delivery again now, under the `webhook-id` it had; a receiver that has it already knows it by that.
 * @throws 404 `webhook_not_found`, `delivery_not_found`; 409 `webhook_disabled`, `delivery_under_way`, `delivery_cut`.
 */
export async function replayDelivery(ctx: Context, input: InputOf<typeof replayDeliveryCall>): Promise<void> {
  wholeCompany(ctx)
  const { webhookId, messageId } = input
  await holdOpenEndpoint(ctx, webhookId)
  const { rows } = await sql<{ state: string }>`
    select state from webhooks.deliveries where endpoint_id = ${webhookId} and message_id = ${messageId}
    for update`.execute(ctx.db)
  if (!rows[0]) throw notFound('delivery')
  if (rows[0].state === 'sending') throw refused('delivery_under_way', 'It is being sent at this moment.')
  if (rows[0].state === 'cut') throw refused('delivery_cut', 'It would go round in a circle.')
  await sendAgain(ctx, webhookId, sql`d.message_id = ${messageId}`)
  audit(ctx, 'webhooks.delivery.replayed', { target: webhookId, details: { messageId } })
}

/** Sends again what happened since a moment: what was given up, or everything. */
export async function replaySince(
  ctx: Context,
  { webhookId, since, only }: InputOf<typeof replaySinceCall>,
): Promise<{ replayed: number }> {
  wholeCompany(ctx)
  await holdOpenEndpoint(ctx, webhookId)
  const states = only === 'all' ? ['parked', 'delivered', 'waiting'] : ['parked']
  const replayed = await sendAgain(
    ctx,
    webhookId,
    sql`d.state = any(${states}::text[]) and d.message_id in (
    select message_id from webhooks.messages where occurred_at >= ${since}::timestamptz)`,
  )
  audit(ctx, 'webhooks.delivery.replayed', { target: webhookId, details: { since, only, deliveries: replayed } })
  return { replayed }
}

async function sendAgain(ctx: Context, webhookId: string, which: RawBuilder<unknown>): Promise<number> {
  const { numAffectedRows } = await sql`
    update webhooks.deliveries d set state = 'waiting', attempts = 0, next_at = now(), since = now()
    where d.endpoint_id = ${webhookId} and ${which}`.execute(ctx.db)
  // Somebody has just said that it works again.
  await sql`update webhooks.endpoints set resting_until = null where endpoint_id = ${webhookId}`.execute(ctx.db)
  wakeDelivery(ctx)
  return Number(numAffectedRows ?? 0)
}
