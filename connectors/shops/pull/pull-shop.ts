import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { tellDesks } from '#core/live/note.ts'
import { type OpenShop, openShop } from '../connection/open-shop.ts'
import { type Cursor, PARTS, ShopError } from '../platform/platform.ts'
import { platforms } from '../platform/platforms.ts'
import type { ShopNews } from '../platform/shop-news.ts'
import { takeInNews } from '../process/take-in-news.ts'

const LONG_MS = 120_000
/** Clocks differ, and what changed while a pull went on must come with the next. */
const OVERLAP_MS = 10 * 60_000

/**
 * Pulls from a shop what it has, page by page: products, customers, orders. The cursor moves on in the transaction that
 * writes the page, so a pull that is cut off goes on where it stood, and nothing is written twice. Ends when the shop has no
 * more, when it is stopped in the desk, or with the process. @throws ShopError when the shop doesn't answer.
 */
export async function pullShop(house: House, connectionId: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const found = await house.asSystem('shops.pull', (ctx) => findPull(ctx, connectionId))
    if (!found) return
    const { shop, cursor } = found
    try {
      const page = await platforms[shop.platform].pull(shop.access, cursor)
      const next = nextOf(cursor, page.after)
      await house.asSystem(
        'shops.pull',
        async (ctx) => {
          const taken = await takeInNews(ctx, shop, page.news, { isHistory: cursor.since === null })
          await moveOn(ctx, shop, { cursor, next, read: page.news, refused: taken.refused.length })
        },
        LONG_MS,
      )
    } catch (error) {
      const code = error instanceof ShopError ? error.code : 'failed'
      await house.asSystem('shops.pull', (ctx) => noteError(ctx, connectionId, code))
      throw error
    }
  }
}

async function findPull(ctx: Context, connectionId: number): Promise<{ shop: OpenShop; cursor: Cursor } | null> {
  const shop = await openShop(ctx, { connectionId })
  const { rows } = await sql<{ pull: Cursor | null }>`
    select pull from shops.connections where connection_id = ${connectionId}`.execute(ctx.db)
  const cursor = rows[0]?.pull
  return shop && !shop.isDisabled && cursor ? { shop, cursor } : null
}

function nextOf(cursor: Cursor, after: string | null): Cursor | null {
  if (after !== null) return { ...cursor, after }
  const part = PARTS[PARTS.indexOf(cursor.part) + 1]
  return part ? { ...cursor, part, after: null } : null
}

/** Stopped or begun anew in the meantime: then the page is written, and the cursor is not ours to move. */
async function moveOn(
  ctx: Context,
  shop: OpenShop,
  { cursor, next, read, refused }: { cursor: Cursor; next: Cursor | null; read: ShopNews; refused: number },
): Promise<void> {
  const { connectionId } = shop
  // An order and its refunds are two tellings of one.
  const orders = new Set(read.orders.map(({ externalId }) => externalId)).size
  const { customers, products } = read
  const count = (name: string, more: number) => sql`coalesce((pulled->>${name})::int, 0) + ${more}::int`
  await sql`
    update shops.connections set
      pull = ${next ? JSON.stringify(next) : null}::jsonb,
      pulled_at = case when ${next === null} then pull_started_at else pulled_at end,
      pulled = case when ${cursor.since !== null} then pulled else jsonb_build_object('orders', ${count('orders', orders)}, 'customers', ${count('customers', customers.length)},
        'products', ${count('products', products.length)}, 'refused', ${count('refused', refused)}) end,
      error = null, error_at = null
    where connection_id = ${connectionId} and pull = ${JSON.stringify(cursor)}::jsonb`.execute(ctx.db)
  tellDesks(ctx, { topic: 'shops', units: null, permission: 'connections.manage' })
}

async function noteError(ctx: Context, connectionId: number, code: string): Promise<void> {
  await sql`update shops.connections set error = ${code}, error_at = ${ctx.now}
    where connection_id = ${connectionId}`.execute(ctx.db)
  tellDesks(ctx, { topic: 'shops', units: null, permission: 'connections.manage' })
}

/**
 * Begins a pull: of everything, of what changed in the last so many days, or since the last one began. One that is under
 * way goes on, unless everything is asked for.
 */
export async function beginPull(
  ctx: Context,
  connectionId: number,
  { everything, days = 0 }: { everything: boolean; days?: number },
): Promise<void> {
  const overlap = OVERLAP_MS / 1000 + days * 86_400
  await sql`
    update shops.connections set pull_started_at = ${ctx.now}, pulled = case when ${everything} then '{}'::jsonb else pulled end,
      pull = jsonb_build_object('part', ${PARTS[0]}::text, 'after', null, 'since',
        case when not ${everything} then to_char(pulled_at at time zone 'UTC' - make_interval(secs => ${overlap}),
          'YYYY-MM-DD"T"HH24:MI:SS"Z"') end)
    where connection_id = ${connectionId} and (pull is null or ${everything})`.execute(ctx.db)
}
