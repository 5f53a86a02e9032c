import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { refused, stale } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { checkAddress } from '#core/http/safe-fetch.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type { addWebhookCall, changeWebhookCall, listWebhooksCall } from '../contract.ts'
import { wakeDelivery } from '../delivery/wake-delivery.ts'
import { holdEndpoint, readEndpoint, readEndpoints, type ShownWebhook } from './read-endpoints.ts'
import { newWebhookSecret, sealSecret } from './secret.ts'
import { wholeCompany } from './whole-company.ts'

/** Each event is a row for each of them, and each may be slow at the same time. */
const MOST_ENDPOINTS = 50

/** Addresses that are told what happens, oldest first. */
export async function listWebhooks(ctx: Context): Promise<ReplyOf<typeof listWebhooksCall>> {
  wholeCompany(ctx)
  return { items: await readEndpoints(ctx, sql`true`) }
}

/**
 * Adds an address; from now on it is told what happens. Its secret is answered once and kept sealed.
 * @throws 400 `address_not_allowed`, 409 `too_many_webhooks`.
 */
export async function addWebhook(
  ctx: Context,
  input: InputOf<typeof addWebhookCall>,
): Promise<ReplyOf<typeof addWebhookCall>> {
  wholeCompany(ctx)
  await checkAddress(ctx.house.outward, input.url)
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from webhooks.endpoints`.execute(ctx.db)
  if ((rows[0]?.count ?? 0) >= MOST_ENDPOINTS) {
    throw refused('too_many_webhooks', `There are ${MOST_ENDPOINTS} webhooks, as many as can be.`)
  }
  const endpointId = uuid7()
  const secret = newWebhookSecret()
  const url = new URL(input.url)
  await sql`
    insert into webhooks.endpoints (endpoint_id, url, description, events, secret, created_by)
    values (${endpointId}, ${url.href}, ${input.description}, ${[...new Set(input.events)]}::text[],
      ${sealSecret(ctx.house, endpointId, secret)}, ${`${ctx.actor.kind}:${ctx.actor.id}`})`.execute(ctx.db)
  const details = { description: input.description, host: url.host, events: input.events }
  audit(ctx, 'webhooks.webhook.added', { target: endpointId, details })
  return { webhook: await readEndpoint(ctx, endpointId), secret }
}

/**
 * Changes a webhook. A stopped one is told nothing that happens meanwhile; what waited goes out when it is started.
 * @throws 400 `address_not_allowed`, 404 `webhook_not_found`, 412.
 */
export async function changeWebhook(ctx: Context, input: InputOf<typeof changeWebhookCall>): Promise<ShownWebhook> {
  wholeCompany(ctx)
  const { webhookId, ifMatch, disabled = null, description = null, events = null } = input
  const url = input.url === undefined ? null : input.url
  if (url !== null) await checkAddress(ctx.house.outward, url)
  const before = await holdEndpoint(ctx, webhookId)
  if (before.version !== ifMatch) throw stale(before.version)
  const href = url === null ? null : new URL(url).href
  // Another address, or one that is started again, owes nothing to what went wrong before.
  const isAnew = disabled === false || (href !== null && href !== before.url)
  await sql`
    update webhooks.endpoints set url = coalesce(${href}, url), description = coalesce(${description}, description),
      events = coalesce(${events && [...new Set(events)]}::text[], events),
      disabled_at = case when ${disabled}::bool then coalesce(disabled_at, now())
        when ${disabled}::bool is null then disabled_at end,
      disabled_why = case when ${disabled}::bool is null then disabled_why end,
      failures = case when ${isAnew} then 0 else failures end,
      resting_until = case when ${isAnew} then null else resting_until end, version = version + 1
    where endpoint_id = ${webhookId}`.execute(ctx.db)
  wakeDelivery(ctx)
  const changed = {
    ...(href && { host: new URL(href).host }),
    ...(events && { events }),
    disabled: disabled ?? undefined,
  }
  audit(ctx, 'webhooks.webhook.changed', { target: webhookId, details: changed })
  return readEndpoint(ctx, webhookId)
}

/** Deletes a webhook with its log. @throws 404 `webhook_not_found`. */
export async function deleteWebhook(ctx: Context, { webhookId }: { webhookId: string }): Promise<void> {
  wholeCompany(ctx)
  const { url } = await holdEndpoint(ctx, webhookId)
  await sql`delete from webhooks.endpoints where endpoint_id = ${webhookId}`.execute(ctx.db)
  audit(ctx, 'webhooks.webhook.deleted', { target: webhookId, details: { host: new URL(url).host } })
}
