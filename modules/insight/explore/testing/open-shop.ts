import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { analyse } from '../../run/analyse.ts'
import { openInsightHouse } from '../../testing/insight-house.ts'
import { refreshChanged } from '../facts/refresh-changed.ts'
import { rowsOf } from './plain-model.ts'
import { randomShop, writeShop } from './random-shop.ts'

/** A house with a small made-up shop that was analysed, two dealers in it, and ways to ask. */
export async function openShop(seed: number, sizes = { customers: 25, orders: 260 }) {
  const { house, app } = await openInsightHouse()
  const owner = house.database.owner
  await owner.query(
    `insert into team.units (unit_id, parent_id, path, kind, name) values (2, 1, '{1,2}', 'dealer', 'North'), (3, 1, '{1,3}', 'dealer', 'South')`,
  )
  const shop = randomShop(seed, sizes)
  await writeShop(owner, shop)
  await house.asSystem('test', (ctx) => analyse(ctx))
  await refreshChanged(house)
  const keyFor = (unitIds: number[] | null, permissions = ['insight.read', 'orders.profit'], masked: string[] = []) =>
    house.asSystem('test', async (ctx) => (await addApiKey(ctx, { name: 'test', permissions, unitIds, masked })).key)
  const ask = async (
    key: string,
    path: string,
    payload?: object,
    { method = payload ? 'POST' : 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
  ) => {
    const reply = await app.inject({
      method: method as 'GET',
      url: `/api/insight${path}`,
      headers: { authorization: `Bearer ${key}`, ...headers },
      ...(payload && { payload }),
    })
    return { status: reply.statusCode, body: reply.body ? reply.json() : null }
  }
  return { house, owner, shop, rows: rowsOf(shop), keyFor, ask }
}
