import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import { seal } from '#core/access/seal.ts'
import type { Context } from '#core/context.ts'
import { invalid, refused } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { checkAddress } from '#core/http/safe-fetch.ts'
import { queueJob } from '#core/jobs/job.ts'
import { isOpenUnit } from '#modules/team/public.ts'
import type { addShopCall } from '../contract.ts'
import type { PlatformName } from '../platform/platform.ts'
import { platforms } from '../platform/platforms.ts'
import { beginPull } from '../pull/pull-shop.ts'
import { CONNECT_JOB } from '../pull/queue-pull.ts'
import { findShop, wholeCompany } from './list-shops.ts'
import { sealedFor } from './open-shop.ts'

/**
 * Connects a shop. Whether it lets us in is found out a moment later by a job, which also has it send its messages here and
 * pulls what it has; the page of the shop says how that goes.
 * @throws invalid `unit_not_found`, `credentials_missing`, `shop_secret_missing`, `address_not_allowed`; refused
 * `shop_source_taken`.
 */
export async function addShop(ctx: Context, input: InputOf<typeof addShopCall>): Promise<ReplyOf<typeof addShopCall>> {
  wholeCompany(ctx)
  const { platform, name, source } = input
  await checkUnit(ctx, input.unitId)
  const address = await addressOf(ctx, platform, input.address)
  const credentials = credentialsOf(platform, input.credentials)
  const secret = secretOf(platform, input.secret)
  const hookKey = randomBytes(18).toString('base64url')
  const sealed = (text: string) => seal(ctx.house.secret, sealedFor(hookKey), text)
  const { rows } = await sql<{ connection_id: number }>`
    insert into shops.connections (platform, name, source, unit_id, address, access, secret, hook_key, created_by)
    values (${platform}, ${name}, ${source}, ${input.unitId ?? 1}, ${address}, ${sealed(JSON.stringify(credentials))},
      ${sealed(secret)}, ${hookKey}, ${`${ctx.actor.kind}:${ctx.actor.id}`})
    on conflict (source) do nothing returning connection_id`.execute(ctx.db)
  const connectionId = rows[0]?.connection_id
  if (!connectionId) {
    throw refused('shop_source_taken', 'Another shop is connected under this name.', { field: 'source' })
  }
  await beginPull(ctx, connectionId, { everything: true })
  queueJob(ctx, { name: CONNECT_JOB }, { connectionId })
  audit(ctx, 'shops.shop.connected', { target: String(connectionId), details: { platform, name, address } })
  const shown = await findShop(ctx, connectionId)
  return { ...shown, secret: platforms[platform].ownSecret ? null : secret }
}

export async function checkUnit(ctx: Context, unitId: number | undefined): Promise<void> {
  if (unitId === undefined || (await isOpenUnit(ctx, unitId))) return
  throw invalid('unit_not_found', 'There is no such unit.', { field: 'unitId' })
}

/** The shop's address without anything behind it. Of a Shopify shop its name is enough. @throws `address_not_allowed`. */
export async function addressOf(ctx: Context, platform: PlatformName, given: string): Promise<string> {
  const named = platform === 'shopify' && !given.includes('.') ? `${given}.myshopify.com` : given
  const full = /^https?:\/\//i.test(named) ? named : `https://${named}`
  await checkAddress(ctx.house.outward, full)
  const url = new URL(full)
  // What people copy along: the path of an interface, or of the shop's own desk.
  const parts = url.pathname.split('/').filter(Boolean)
  const end = parts.findIndex((part) => /^(?:admin-api|admin|wp-json|wp-admin)$/.test(part))
  return [url.origin, ...(end < 0 ? parts : parts.slice(0, end))].join('/')
}

export function credentialsOf(platform: PlatformName, given: Partial<Record<string, string>>): Record<string, string> {
  const wanted = platforms[platform].credentials
  const missing = wanted.find((key) => !given[key])
  if (missing) {
    throw invalid('credentials_missing', `This shop asks for ${wanted.join(' and ')}.`, {
      field: `credentials.${missing}`,
    })
  }
  return Object.fromEntries(wanted.map((key) => [key, given[key] ?? '']))
}

/** The one the shop names, or a new one by the Standard Webhooks specification. @throws `shop_secret_missing`. */
export function secretOf(platform: PlatformName, given: string | undefined): string {
  if (given) return given
  if (platforms[platform].ownSecret) {
    throw invalid('shop_secret_missing', 'Say what the shop signs its messages with.', { field: 'secret' })
  }
  return `whsec_${randomBytes(32).toString('base64')}`
}
