import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { holdOpenEndpoint } from '../endpoint/read-endpoints.ts'
import { wholeCompany } from '../endpoint/whole-company.ts'
import { TEST_TYPE } from '../event/event-types.ts'
import { wakeDelivery } from './wake-delivery.ts'

/** Sends an event that means nothing, to see how the other side answers. @throws 404, 409 `webhook_disabled`. */
export async function testWebhook(ctx: Context, { webhookId }: { webhookId: string }): Promise<{ messageId: string }> {
  wholeCompany(ctx)
  await holdOpenEndpoint(ctx, webhookId)
  const messageId = uuid7()
  await sql`
    with message as (
      insert into webhooks.messages (message_id, type, occurred_at, data)
      values (${messageId}, ${TEST_TYPE}, ${ctx.now}, ${JSON.stringify({ webhookId })}::jsonb)
    )
    insert into webhooks.deliveries (endpoint_id, message_id, state, next_at, since)
    values (${webhookId}, ${messageId}, 'waiting', now(), now())`.execute(ctx.db)
  await sql`update webhooks.endpoints set resting_until = null where endpoint_id = ${webhookId}`.execute(ctx.db)
  wakeDelivery(ctx)
  audit(ctx, 'webhooks.webhook.tested', { target: webhookId })
  return { messageId }
}
