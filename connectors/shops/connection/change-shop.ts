import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import { seal } from '#core/access/seal.ts'
import type { Context } from '#core/context.ts'
import { notFound, refused, stale } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { queueJob } from '#core/jobs/job.ts'
import type { changeShopCall, pullShopCall, turnSecretCall } from '../contract.ts'
import type { PlatformName } from '../platform/platform.ts'
import { platforms } from '../platform/platforms.ts'
import { beginPull } from '../pull/pull-shop.ts'
import { CONNECT_JOB, queuePull } from '../pull/queue-pull.ts'
import { addressOf, checkUnit, credentialsOf, secretOf } from './add-shop.ts'
import { findShop, type ShownShop, wholeCompany } from './list-shops.ts'
import { sealedFor } from './open-shop.ts'

const FORMER_DAY_MS = 24 * 3_600_000

interface Locked {
  platform: PlatformName
  hookKey: string
  version: number
  isDisabled: boolean
}

async function lockShop(ctx: Context, connectionId: number): Promise<Locked> {
  wholeCompany(ctx)
  const { rows } = await sql<Locked>`
    select platform, hook_key as "hookKey", version, disabled_at is not null as "isDisabled"
    from shops.connections where connection_id = ${connectionId} for update`.execute(ctx.db)
  if (!rows[0]) throw notFound('shop')
  return rows[0]
}

/** Changes a connection; a stopped one neither pulls nor takes messages. @throws 404 `shop_not_found`, 412. */
export async function changeShop(ctx: Context, input: InputOf<typeof changeShopCall>): Promise<ShownShop> {
  const { connectionId, ifMatch, disabled, ...fields } = input
  const shop = await lockShop(ctx, connectionId)
  if (shop.version !== ifMatch) throw stale(shop.version)
  await checkUnit(ctx, fields.unitId)
  const address = fields.address === undefined ? null : await addressOf(ctx, shop.platform, fields.address)
  const access = fields.credentials && credentialsOf(shop.platform, fields.credentials)
  const sealed = access ? seal(ctx.house.secret, sealedFor(shop.hookKey), JSON.stringify(access)) : null
  await sql`
    update shops.connections set name = coalesce(${fields.name ?? null}, name),
      unit_id = coalesce(${fields.unitId ?? null}::int, unit_id), address = coalesce(${address}, address),
      access = coalesce(${sealed}::bytea, access),
      disabled_at = case when ${disabled ?? null}::bool then coalesce(disabled_at, ${ctx.now})
        when ${disabled ?? null}::bool is null then disabled_at end,
      error = case when ${address !== null || sealed !== null} then null else error end,
      version = version + 1
    where connection_id = ${connectionId}`.execute(ctx.db)
  if (address !== null || sealed !== null || disabled === false) queueJob(ctx, { name: CONNECT_JOB }, { connectionId })
  audit(ctx, 'shops.shop.changed', { target: String(connectionId), details: { fields: Object.keys(fields), disabled } })
  return findShop(ctx, connectionId)
}

/** A new secret; messages signed with the one before are taken for another day. @throws `shop_secret_missing`. */
export async function turnSecret(
  ctx: Context,
  { connectionId, secret: given }: InputOf<typeof turnSecretCall>,
): Promise<ReplyOf<typeof turnSecretCall>> {
  const shop = await lockShop(ctx, connectionId)
  const secret = secretOf(shop.platform, given)
  const formerUntil = new Date(ctx.now.getTime() + FORMER_DAY_MS)
  await sql`
    update shops.connections set former_secret = secret, former_until = ${formerUntil},
      secret = ${seal(ctx.house.secret, sealedFor(shop.hookKey), secret)}, version = version + 1
    where connection_id = ${connectionId}`.execute(ctx.db)
  // Where the house made the webhooks it also tells them the new secret.
  if (!platforms[shop.platform].ownSecret) queueJob(ctx, { name: CONNECT_JOB }, { connectionId })
  audit(ctx, 'shops.shop.secret_turned', { target: String(connectionId) })
  const { ownSecret } = platforms[shop.platform]
  return { secret: ownSecret ? null : secret, formerUntil: formerUntil.toISOString() }
}

/** Pulls everything again from the beginning, or stops what is under way. @throws refused `shop_stopped`. */
export async function pullAgain(
  ctx: Context,
  { connectionId, stop }: InputOf<typeof pullShopCall>,
): Promise<ShownShop> {
  const shop = await lockShop(ctx, connectionId)
  if (shop.isDisabled) throw refused('shop_stopped', 'This connection is stopped; start it first.')
  if (stop) {
    await sql`
      update shops.connections set pull = null, pulled_at = coalesce(pulled_at, pull_started_at)
      where connection_id = ${connectionId}`.execute(ctx.db)
  } else {
    await beginPull(ctx, connectionId, { everything: true })
    queuePull(ctx, connectionId)
  }
  audit(ctx, stop ? 'shops.pull.stopped' : 'shops.pull.begun', { target: String(connectionId) })
  return findShop(ctx, connectionId)
}
