import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import type { rotateSecretCall } from '../contract.ts'
import { holdEndpoint } from './read-endpoints.ts'
import { newWebhookSecret, sealSecret } from './secret.ts'
import { wholeCompany } from './whole-company.ts'

const OLD_SIGNS_HOURS = 24

/**
 * Gives a webhook a new secret, answered once. The one before signs beside it for 24 hours, so that the receiver can
 * change over without losing anything; a still older one ends now. @throws 404 `webhook_not_found`.
 */
export async function rotateSecret(
  ctx: Context,
  { webhookId }: { webhookId: string },
): Promise<ReplyOf<typeof rotateSecretCall>> {
  wholeCompany(ctx)
  await holdEndpoint(ctx, webhookId)
  const secret = newWebhookSecret()
  const until = new Date(ctx.now.getTime() + OLD_SIGNS_HOURS * 3_600_000)
  await sql`
    update webhooks.endpoints set old_secret = secret, old_secret_until = ${until},
      secret = ${sealSecret(ctx.house, webhookId, secret)}
    where endpoint_id = ${webhookId}`.execute(ctx.db)
  audit(ctx, 'webhooks.secret.rotated', { target: webhookId })
  return { secret, oldSecretUntil: until.toISOString() }
}
