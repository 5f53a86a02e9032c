import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { forbidden, notFound } from '#core/errors.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import type { listShopsCall } from '../contract.ts'
import { type Cursor, PLATFORMS, type PlatformName } from '../platform/platform.ts'
import { platforms } from '../platform/platforms.ts'
import { hookUrlOf } from './open-shop.ts'

export type ShownShop = ReplyOf<typeof listShopsCall>['items'][number]

/** Shops are the whole company's: whoever holds the right in some units only is refused. */
export function wholeCompany(ctx: Context): void {
  if (ctx.scope.units !== 'all') throw forbidden('company_wide_only', 'This concerns the whole company.')
}

/** Connected shops with their state, and what each platform asks for. */
export async function listShops(ctx: Context): Promise<ReplyOf<typeof listShopsCall>> {
  wholeCompany(ctx)
  return {
    items: await read(ctx, sql`true`),
    platforms: PLATFORMS.map((platform) => ({
      platform,
      credentials: [...platforms[platform].credentials],
      ownSecret: platforms[platform].ownSecret,
    })),
  }
}

/** @throws notFound `shop_not_found`. */
export async function findShop(ctx: Context, connectionId: number): Promise<ShownShop> {
  const [found] = await read(ctx, sql`c.connection_id = ${connectionId}`)
  if (!found) throw notFound('shop')
  return found
}

interface Row
  extends Omit<
    ShownShop,
    'hookUrl' | 'state' | 'pull' | 'formerUntil' | 'errorAt' | 'pulledAt' | 'lastMessageAt' | 'createdAt'
  > {
  platform: PlatformName
  hookKey: string
  cursor: Cursor | null
  pulled: Partial<Record<'orders' | 'customers' | 'products' | 'refused', number>>
  formerUntil: Date | null
  errorAt: Date | null
  pulledAt: Date | null
  lastMessageAt: Date | null
  createdAt: Date
  disabledAt: Date | null
}

async function read(ctx: Context, where: RawBuilder<unknown>): Promise<ShownShop[]> {
  const { rows } = await sql<Row>`
    select c.connection_id as "connectionId", c.platform, c.name, c.source, c.unit_id as "unitId", c.address,
      c.hook_key as "hookKey", c.secret is not null as "hasSecret", c.former_until as "formerUntil", c.pull as cursor,
      c.pulled, c.pulled_at as "pulledAt", c.last_message_at as "lastMessageAt", c.error, c.error_at as "errorAt",
      c.disabled_at as "disabledAt", c.created_at as "createdAt", c.version,
      (select count(*)::int from shops.messages m where m.connection_id = c.connection_id
        and m.received_at > now() - interval '1 day') as messages,
      (select count(*)::int from shops.messages m where m.connection_id = c.connection_id and m.state = 'waiting') as waiting,
      (select count(*)::int from shops.messages m where m.connection_id = c.connection_id and m.state = 'parked') as parked
    from shops.connections c where ${where} order by c.connection_id`.execute(ctx.db)
  return rows.map((row) => shown(ctx, row))
}

function shown(ctx: Context, row: Row): ShownShop {
  const { hookKey, cursor, pulled, disabledAt, ...plain } = row
  const { orders = 0, customers = 0, products = 0, refused = 0 } = pulled
  const iso = (date: Date | null) => date?.toISOString() ?? null
  return {
    ...plain,
    hookUrl: hookUrlOf(ctx.house, hookKey),
    state: stateOf(row),
    pull: { part: cursor?.part ?? null, isFirst: row.pulledAt === null, orders, customers, products, refused },
    formerUntil: row.formerUntil && row.formerUntil > ctx.now ? iso(row.formerUntil) : null,
    errorAt: iso(row.errorAt),
    pulledAt: iso(row.pulledAt),
    lastMessageAt: iso(row.lastMessageAt),
    createdAt: row.createdAt.toISOString(),
  }
}

function stateOf({ disabledAt, error, cursor, pulledAt, pulled }: Row): ShownShop['state'] {
  if (disabledAt) return 'stopped'
  if (error) return 'trouble'
  if (cursor && pulledAt === null) return Object.keys(pulled).length > 0 ? 'pulling' : 'connecting'
  // What changed since is asked for every few minutes: that is no news.
  return cursor?.since === null ? 'pulling' : 'connected'
}
