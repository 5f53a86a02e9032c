import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { tellDesks } from '#core/live/note.ts'
import { hookUrlOf, openShop } from '../connection/open-shop.ts'
import { ShopError } from '../platform/platform.ts'
import { platforms } from '../platform/platforms.ts'
import { queuePull } from './queue-pull.ts'

/**
 * Knocks at a shop: finds out whether it lets us in, has it send its messages here where its platform can be told so, and
 * goes on with its pull. What goes wrong stands with the connection.
 */
export async function connectShop(house: House, connectionId: number): Promise<void> {
  const shop = await house.asSystem('shops.connect', (ctx) => openShop(ctx, { connectionId }))
  if (!shop || shop.isDisabled) return
  const platform = platforms[shop.platform]
  let problem: ShopError | null = null
  try {
    await platform.greet(shop.access)
    // A house that only this machine can reach is sent nothing; the pulls bring it all the same.
    const url = hookUrlOf(house, shop.hookKey)
    if (isReachable(house)) await platform.subscribe?.(shop.access, { url, secret: shop.secrets[0] ?? null })
  } catch (error) {
    if (!(error instanceof ShopError)) throw error
    problem = error
  }
  await house.asSystem('shops.connect', async (ctx) => {
    await noteProblem(ctx, connectionId, problem?.code ?? null)
    if (problem === null) queuePull(ctx, connectionId)
  })
  // A shop that is busy or away is knocked at again; one that refuses us waits for another key.
  if (problem?.code === 'shop_busy' || problem?.code === 'shop_not_reached') throw problem
}

const isReachable = ({ publicUrl }: House) => !/^(?:localhost|127\.|\[::1\])/.test(publicUrl.hostname)

async function noteProblem(ctx: Context, connectionId: number, problem: string | null): Promise<void> {
  await sql`
    update shops.connections set error = ${problem}, error_at = ${problem ? ctx.now : null}
    where connection_id = ${connectionId}`.execute(ctx.db)
  tellDesks(ctx, { topic: 'shops', units: null, permission: 'connections.manage' })
}
