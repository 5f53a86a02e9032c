import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound, refused } from '#core/errors.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import type { listWebhooksCall } from '../contract.ts'

export type ShownWebhook = ReplyOf<typeof listWebhooksCall>['items'][number]

type Moments = 'disabledAt' | 'lastSuccessAt' | 'lastFailureAt' | 'restingUntil' | 'oldSecretUntil' | 'createdAt'
type Row = Omit<ShownWebhook, Moments> & Record<Exclude<Moments, 'createdAt'>, Date | null> & { createdAt: Date }

const MOST_COUNTED = 10_000

/** Webhooks as they are shown; their secrets stay where they are. */
export async function readEndpoints(ctx: Context, where: RawBuilder<unknown>): Promise<ShownWebhook[]> {
  const counted = (state: 'waiting' | 'parked') => sql`(select count(*)::int from (
    select 1 from webhooks.deliveries d where d.endpoint_id = e.endpoint_id and d.state = ${state}
    limit ${MOST_COUNTED}) found)`
  const { rows } = await sql<Row>`
    select e.endpoint_id as "webhookId", e.url, e.description, e.events, e.disabled_at as "disabledAt",
      e.disabled_why as "disabledWhy", e.last_success_at as "lastSuccessAt", e.last_failure_at as "lastFailureAt",
      e.failures, case when e.resting_until > now() then e.resting_until end as "restingUntil",
      case when e.old_secret_until > now() then e.old_secret_until end as "oldSecretUntil",
      ${counted('waiting')} as waiting, ${counted('parked')} as parked, e.created_at as "createdAt", e.version
    from webhooks.endpoints e where ${where} order by e.endpoint_id`.execute(ctx.db)
  const text = (moment: Date | null) => moment?.toISOString() ?? null
  return rows.map((row) => ({
    ...row,
    disabledAt: text(row.disabledAt),
    lastSuccessAt: text(row.lastSuccessAt),
    lastFailureAt: text(row.lastFailureAt),
    restingUntil: text(row.restingUntil),
    oldSecretUntil: text(row.oldSecretUntil),
    createdAt: row.createdAt.toISOString(),
  }))
}

/** @throws 404 `webhook_not_found`. */
export async function readEndpoint(ctx: Context, endpointId: string): Promise<ShownWebhook> {
  const [found] = await readEndpoints(ctx, sql`e.endpoint_id = ${endpointId}::uuid`)
  if (!found) throw notFound('webhook')
  return found
}

interface Stored {
  version: number
  url: string
  disabled_at: Date | null
  secret: Buffer
}

/** The row of a webhook, held until the transaction ends. @throws 404 `webhook_not_found`. */
export async function holdEndpoint(ctx: Context, endpointId: string): Promise<Stored> {
  const { rows } = await sql<Stored>`
    select version, url, disabled_at, secret from webhooks.endpoints
    where endpoint_id = ${endpointId}::uuid for update`.execute(ctx.db)
  if (!rows[0]) throw notFound('webhook')
  return rows[0]
}

/** The same for one that is to be sent something. @throws 409 `webhook_disabled`. */
export async function holdOpenEndpoint(ctx: Context, endpointId: string): Promise<void> {
  const { disabled_at } = await holdEndpoint(ctx, endpointId)
  if (disabled_at) throw refused('webhook_disabled', 'This webhook is stopped. Start it first.')
}
