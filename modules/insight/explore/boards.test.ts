import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openShop } from './testing/open-shop.ts'

const { owner, keyFor, ask } = await openShop(5, { customers: 3, orders: 5 })
const [mine, other] = [await keyFor(null), await keyFor(null)]
const query = { measure: 'revenue', by: ['month'] }
const tile = (name: string) => ({ id: crypto.randomUUID(), name, query, chart: 'line' })
const patch = (key: string, path: string, body: object, version?: number) =>
  ask(key, path, body, { method: 'PATCH', headers: version === undefined ? {} : { 'if-match': `"${version}"` } })

test('a question is kept, changed by its owner only, removed and had back', async () => {
  const added = await ask(mine, '/explorations', { name: 'Sales', query, chart: 'line' })
  assert.equal(added.status, 201)
  assert.deepEqual(added.body.query.period, { last: 12, unit: 'month' }, 'defaults are kept with it')
  const path = `/explorations/${added.body.explorationId}`
  const named = async (key: string) =>
    (await ask(key, '/explorations')).body.items.map((item: { name: string }) => item.name)
  assert.deepEqual(await named(other), [])
  const changed = await patch(mine, path, { name: 'Sales by month', shared: true }, 1)
  assert.deepEqual([changed.status, changed.body.version], [200, 2])
  assert.deepEqual(await named(other), ['Sales by month'])
  assert.equal((await patch(mine, path, { name: 'Late' }, 1)).status, 412)
  assert.equal((await patch(mine, path, { name: 'Blind' })).status, 428)
  assert.equal((await patch(other, path, { name: 'Stolen' }, 2)).body.code, 'exploration_not_found')
  assert.equal((await ask(other, path, undefined, { method: 'DELETE' })).status, 404)
  const removed = await ask(mine, path, undefined, { method: 'DELETE' })
  assert.deepEqual([removed.status, removed.body.version], [200, 3])
  assert.deepEqual(await named(mine), [])
  assert.equal((await patch(mine, path, { name: 'Gone' }, 3)).status, 412, 'what is removed is changed by nobody')
  assert.equal((await patch(mine, path, { removed: false }, 3)).status, 200)
  assert.deepEqual(await named(mine), ['Sales by month'])
})

test('a dashboard holds its tiles in order; of two who change it at once one is told', async () => {
  const tiles = ['A', 'B', 'C'].map(tile)
  const added = await ask(mine, '/dashboards', { name: 'Mine', tiles, shared: true })
  assert.equal(added.status, 201)
  const path = `/dashboards/${added.body.dashboardId}`
  const order = async (key: string) => (await ask(key, path)).body.tiles.map((one: { name: string }) => one.name)
  assert.deepEqual(await order(other), ['A', 'B', 'C'])
  const both = await Promise.all([
    patch(mine, path, { tiles: tiles.toReversed() }, 1),
    patch(mine, path, { period: { last: 3, unit: 'month' } }, 1),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412])
  const now = (await ask(mine, path)).body
  assert.equal(now.version, 2)
  await patch(mine, path, { tiles: tiles.toReversed(), period: { last: 3, unit: 'month' } }, 2)
  assert.deepEqual(await order(mine), ['C', 'B', 'A'])
  const cleared = await patch(mine, path, { period: null }, 3)
  assert.deepEqual([cleared.body.period, cleared.body.tiles.length], [null, 3])
  assert.equal((await patch(other, path, { name: 'Stolen' }, 4)).status, 404)
  assert.equal((await patch(mine, path, { tiles: [tiles[0], tiles[0]] }, 4)).status, 400, 'two tiles with one id')
  assert.equal((await ask(mine, path, undefined, { method: 'DELETE' })).status, 200)
  assert.equal((await ask(mine, path)).body.code, 'dashboard_not_found')
  assert.equal((await patch(mine, path, { removed: false }, 5)).status, 200)
  assert.deepEqual(await order(mine), ['C', 'B', 'A'])
})

test('what was removed more than a day ago is gone for good with the next removal', async () => {
  const add = async () => (await ask(mine, '/dashboards', { name: 'Short' })).body.dashboardId
  const [old, fresh] = [await add(), await add()]
  await ask(mine, `/dashboards/${old}`, undefined, { method: 'DELETE' })
  await owner.query(`update insight.dashboards set removed_at = now() - interval '25 hours' where dashboard_id = $1`, [
    old,
  ])
  await ask(mine, `/dashboards/${fresh}`, undefined, { method: 'DELETE' })
  assert.equal((await patch(mine, `/dashboards/${old}`, { removed: false }, 2)).status, 404)
  assert.equal((await patch(mine, `/dashboards/${fresh}`, { removed: false }, 2)).status, 200)
})

test('names are plain values, whatever stands in them', async () => {
  const name = `'); drop table insight.dashboards; --`
  const added = await ask(mine, '/dashboards', { name, tiles: [tile(name)] })
  assert.equal(added.body.tiles[0].name, name)
  assert.equal((await ask(mine, '/dashboards', { name: ' ' })).status, 400)
  assert.equal(
    (await ask(mine, '/dashboards', { name: 'x', tiles: [{ ...tile('x'), query: { measure: 'x' } }] })).status,
    400,
  )
  assert.equal((await ask(mine, `/dashboards/${encodeURIComponent(name)}`)).status, 400)
})

test('nobody keeps more than two hundred', async () => {
  await owner.query(
    `insert into insight.explorations (exploration_id, name, query, chart, owner_id, shared, changed_at)
     select gen_random_uuid(), 'many', '{"measure": "revenue"}', 'bar', (select owner_id from insight.explorations limit 1), false, now() from generate_series(1, 200)`,
  )
  const one = await ask(mine, '/explorations', { name: 'One more', query, chart: 'line' })
  assert.deepEqual([one.status, one.body.code], [409, 'too_many_explorations'])
})
