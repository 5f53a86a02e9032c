import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { AppError } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { parseChecked } from '#core/http/checked-json.ts'
import { addressName, spend } from '#core/http/request-limits.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { type OpenShop, openShop } from '../connection/open-shop.ts'
import { platforms } from '../platform/platforms.ts'
import { wakeProcessing } from './wake-processing.ts'

/** Of one shop in a minute; beyond, it is told to come again, and the others don't wait for it. */
const MOST_MESSAGES = 6000
/** What a message costs an address that can't sign it. */
const GUESS = 10
/** Orders of many lines are large. */
const MOST_BYTES = 4 * 1024 * 1024

/**
 * Where connected shops send: `POST /hooks/shops/KEY`. What isn't signed by the shop is refused before it is read; what is
 * stands safely on disk before it is answered. The same message again is answered the same and changes nothing.
 */
export function serveHooks(app: FastifyInstance, house: House): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    const options = { schema: { hide: true }, bodyLimit: MOST_BYTES } as const
    scope.post<{ Params: { key: string } }>('/hooks/shops/:key', options, async (request) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      // WooCommerce greets a new address so, unsigned; nothing follows from it.
      if (/^webhook_id=\d{1,12}$/.test(body.subarray(0, 40).toString('latin1')) && body.length < 40) return { ok: true }
      const now = new Date()
      const shop = await house.asSystem('shops.hook', (ctx) =>
        openShop(ctx, { hookKey: request.params.key.slice(0, 100) }),
      )
      const topic = shop ? topicOf(shop, request, body, now) : null
      if (!shop || topic === null) {
        await slowGuessing(house, request)
        throw new AppError(401, 'signature_wrong', 'This message is not signed by the shop.')
      }
      if (house.limits) await spend(house, `shop:${shop.connectionId}`, { cost: 1, most: MOST_MESSAGES })
      // Refusals would have the shop give up sending; what happens meanwhile is pulled when it is started again.
      if (shop.isDisabled) return { ok: true, stopped: true }
      const kept = await house.asSystem('shops.intake', (ctx) => keepMessage(ctx, shop, { topic, body, now }))
      if (kept) wakeProcessing(house)
      return { ok: true }
    })
  })
}

async function slowGuessing(house: House, { ip }: FastifyRequest): Promise<void> {
  if (house.limits) await spend(house, addressName(ip), { cost: GUESS, most: house.limits.address })
}

const topicOf = (shop: OpenShop, { headers }: FastifyRequest, body: Buffer, now: Date): string | null =>
  platforms[shop.platform].verify({ headers, body, secrets: shop.secrets, now })

/** Whether it is a new message. @throws 400 for what is no JSON object. */
async function keepMessage(
  ctx: Context,
  shop: OpenShop,
  { topic, body, now }: { topic: string; body: Buffer; now: Date },
): Promise<boolean> {
  const value = parseChecked(new TextDecoder('utf-8').decode(body))
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError(400, 'invalid_json', 'The body is not a JSON object.')
  }
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 32)
  const { rows } = await sql`
    with seen as (
      update shops.connections set last_message_at = ${now} where connection_id = ${shop.connectionId}
        and (last_message_at is null or last_message_at < ${now}::timestamptz - interval '1 second')
    )
    insert into shops.messages (message_id, connection_id, received_at, topic, body_hash, body)
    values (${uuid7()}::uuid, ${shop.connectionId}, ${now}, ${topic.slice(0, 100)}, ${hash}::uuid, ${JSON.stringify(value)}::jsonb)
    on conflict (connection_id, topic, body_hash) do nothing returning 1`.execute(ctx.db)
  return rows.length > 0
}
