import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { predictionOf } from '../predict/step.ts'
import { analyse } from '../run/analyse.ts'
import { openInsightHouse } from '../testing/insight-house.ts'
import { addCustomers } from '../testing/sales.ts'
import { computeUsage } from './compute-usage.ts'
import { countUsageCells } from './count-usage-cells.ts'
import { addOrders, type PlainOrder } from './testing/add-orders.ts'

const { house, app } = await openInsightHouse()
const owner = house.database.owner
await owner.query(
  `insert into team.units (unit_id, parent_id, path, kind, name) values (2, 1, '{1,2}', 'dealer', 'North'), (3, 1, '{1,3}', 'dealer', 'South')`,
)
await owner.query(`insert into catalogue.products (product_id, sku, name, brand, category_path, source)
  select gen_random_uuid(), brand || path, 'x', brand, path, 'test' from unnest(array['食品/咖啡', '食品/茶', '家居/纸', '宠物/粮']) path
  cross join unnest(array['自有', '山岚']) brand where brand = '自有' or path = '食品/咖啡'
  union all select gen_random_uuid(), 'named', 'x', 'Rapport Select', '食品/茶', 'test'`)
const north = await addCustomers(owner, ['Ann', 'Bo', 'Cy', 'Di'], [2])
const south = await addCustomers(owner, ['Ed', 'Flo'], [3])
const idOf = (name: string) => north.get(name) ?? south.get(name) ?? ''

/** `brands`: one order of one piece each. */
const coffee = (name: string, brands: string[], each = 1): PlainOrder[] =>
  brands.map((brand, index) => ({
    customerId: idOf(name),
    at: `2026-0${1 + index}-10T04:00:00Z`,
    kind: 'sale',
    unit: north.has(name) ? 2 : 3,
    lines: [{ category: '食品/咖啡', brand, quantity: each, revenue: 10 * each }],
  }))
await addOrders(owner, [
  ...coffee('Ann', ['山岚', '山岚', '山岚', '山岚'], 8),
  ...coffee('Bo', ['自有', '自有', '自有'], 5),
  ...coffee('Cy', ['山岚', '自有', '北坡'], 2),
  ...coffee('Di', ['山岚']),
  ...coffee('Ed', ['自有', '自有', '自有', '山岚'], 4),
  ...coffee('Flo', ['自有']),
])
const AS_OF = '2026-06-30'
const compute = async () => {
  await computeUsage(house, predictionOf(house, AS_OF, new AbortController().signal))
  await house.asSystem('test', countUsageCells)
}
await house.asSystem('test', (ctx) => analyse(ctx, { asOf: AS_OF }))
await compute()

const keyOf = (unitIds: number[] | null, permissions: string[], masked: string[] = []) =>
  house.asSystem('test', async (ctx) => (await addApiKey(ctx, { name: 'test', permissions, unitIds, masked })).key)
const rights = ['insight.read', 'insight.rule', 'orders.profit']
const [all, dealer, reader] = [await keyOf(null, rights), await keyOf([2], rights), await keyOf(null, ['insight.read'])]

async function ask(key: string, path: string, body?: unknown, method = body ? 'POST' : 'GET', headers = {}) {
  const reply = await app.inject({
    method: method as 'GET',
    url: encodeURI(path),
    headers: { authorization: `Bearer ${key}`, ...headers },
    ...(body ? { payload: body } : {}),
  })
  return { status: reply.statusCode, body: reply.body ? reply.json() : null }
}

interface Cell {
  usage: string
  loyalty: string
  customers: number
}
interface Shown {
  customerId: string
  revenue: string
  quantity: number
  class: string
}
const brief = (cells: Cell[]) => cells.map((cell) => `${cell.usage} ${cell.loyalty} ${cell.customers}`).sort()
const grid = async (key = all, more = '') => (await ask(key, `/api/insight/usage?category=食品/咖啡${more}`)).body
const rule = async () => structuredClone((await ask(all, '/api/insight/usage/rule')).body)
const put = (given: unknown, version: number, key = all) =>
  ask(key, '/api/insight/usage/rule', { rule: given }, 'PUT', { 'if-match': `"${version}"` })

test('without store brands named nobody is loyal to them; the brands to choose from say which it may be', async () => {
  const found = await grid()
  assert.deepEqual(brief(found.cells), [
    'heavy brand_loyal 1',
    'light switching 1',
    'light unknown 2',
    'medium brand_loyal 2',
  ])
  assert.deepEqual(found.limits, { heavyFrom: 32, mediumFrom: 15 })
  const { brands, categories } = await rule()
  assert.equal(categories, 4)
  assert.deepEqual(
    brands.map((row: { brand: string; hint: string }) => [row.brand, row.hint]),
    [
      ['自有', 'everywhere'],
      ['Rapport Select', 'name'],
      ['山岚', null],
    ],
  )
})

test('a rule is previewed, changed once per version, computed again, and says so meanwhile', async () => {
  const { rule: given, version } = await rule()
  given.loyalty.storeBrands = ['自有']
  const preview = (await ask(all, '/api/insight/usage/rule/preview', { rule: given, category: '食品/咖啡' })).body
  assert.equal(preview.sampled, null)
  assert.deepEqual(brief(preview.before), brief((await grid()).cells))
  assert.equal((await put(given, version)).body.computing, true)
  assert.equal((await put(given, version)).status, 412)
  assert.equal((await grid()).computing, true)
  const { rows } = await owner.query(
    `select count(*)::int as n from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'insight.usage'`,
  )
  assert.equal(rows[0].n, 1, 'queued')
  await compute()
  const found = await grid()
  assert.equal(found.computing, false)
  assert.deepEqual(brief(found.cells), brief(preview.after))
  assert.deepEqual(brief(found.cells), [
    'heavy brand_loyal 1',
    'light switching 1',
    'light unknown 2',
    'medium store_brand 2',
  ])
  assert.deepEqual(preview.limits, found.limits)
  for (const wrong of [
    { ...given, usage: { ...given.usage, heavy: 90, medium: 80 } },
    { ...given, loyalty: { ...given.loyalty, share: 50 } },
    { ...given, days: 1 },
  ])
    assert.equal((await put(wrong, 1)).body.code, 'invalid_input')
})

test('each cell opens exactly its customers, page by page, and its figures are theirs', async () => {
  const { cells, revenue, customers } = await grid()
  let opened = 0
  for (const cell of cells) {
    const path = `/api/insight/usage/customers?category=食品/咖啡&usage=${cell.usage}&loyalty=${cell.loyalty}&limit=1`
    const rows: Shown[] = []
    for (let cursor = ''; ; ) {
      const { body } = await ask(all, `${path}${cursor && `&cursor=${cursor}`}`)
      rows.push(...body.items)
      if (body.next === null) break
      cursor = body.next
    }
    assert.equal(new Set(rows.map((row) => row.customerId)).size, cell.customers)
    assert.equal(rows.reduce((sum, row) => sum + Number(row.revenue), 0).toFixed(2), Number(cell.revenue).toFixed(2))
    assert.equal(
      rows.reduce((sum, row) => sum + row.quantity, 0),
      cell.quantity,
    )
    const classes = ['key', 'worth_winning', 'dispensable'].map(
      (name) => rows.filter((row) => row.class === name).length,
    )
    assert.deepEqual([cell.classes.key, cell.classes.worthWinning, cell.classes.dispensable], classes)
    opened += rows.length
  }
  assert.equal(opened, customers)
  const shares = cells.reduce((sum: number, cell: { share: number }) => sum + cell.share, 0)
  assert.ok(Math.abs(shares - 1) < 1e-5)
  assert.equal(Number(revenue), 710)
  assert.equal(
    (await ask(all, `/api/insight/usage/customers?category=x&usage=heavy&loyalty=unknown&cursor=x`)).body.code,
    'cursor_invalid',
  )
})

test('a dealer sees the cells and customers of their units, by the classes of the whole company', async () => {
  assert.deepEqual(brief((await grid(dealer)).cells), [
    'heavy brand_loyal 1',
    'light switching 1',
    'light unknown 1',
    'medium store_brand 1',
  ])
  assert.deepEqual((await grid(dealer)).cells, (await grid(all, '&units=2')).cells)
  assert.equal((await grid(dealer, '&units=3')).customers, 0)
  const path = '/api/insight/usage/customers?category=食品/咖啡&usage=medium&loyalty=store_brand'
  assert.deepEqual([(await ask(all, path)).body.items.length, (await ask(dealer, path)).body.items.length], [2, 1])
  assert.equal((await ask(dealer, `/api/customers/${idOf('Ed')}/usage`)).status, 404)
  const categories = (await ask(dealer, '/api/insight/usage/categories')).body.items
  assert.deepEqual(
    categories.map((row: { category: string; customers: number }) => [row.category, row.customers]),
    [
      ['食品', 4],
      ['食品/咖啡', 4],
    ],
  )
})

test('a customer’s own rows say what they buy and hold to', async () => {
  const { body } = await ask(all, `/api/customers/${idOf('Ed')}/usage`)
  assert.deepEqual([body.days, body.computed], [365, { ...body.computed, from: '2025-07-01', asOf: AS_OF }])
  const [first, second] = body.items.toSorted((a: { leaf: boolean }) => (a.leaf ? -1 : 1))
  assert.deepEqual(first, {
    category: '食品/咖啡',
    leaf: true,
    quantity: 16,
    purchases: 4,
    revenue: '160.00',
    usage: 'medium',
    loyalty: 'store_brand',
    topBrand: '自有',
    topShare: 0.75,
    storeShare: 0.75,
  })
  assert.deepEqual([second.category, second.leaf], ['食品', false])
})

test('worth is for those who may see profits; names are masked; reading alone changes nothing', async () => {
  assert.ok((await grid()).cells.every((cell: { meanWorth: string | null }) => cell.meanWorth !== null))
  assert.ok((await grid(reader)).cells.every((cell: { meanWorth: string | null }) => cell.meanWorth === null))
  const path = '/api/insight/usage/customers?category=食品/咖啡&usage=heavy&loyalty=brand_loyal'
  const blind = await keyOf(null, ['insight.read'], ['name'])
  assert.equal((await ask(reader, path)).body.items[0].name, 'Ann')
  assert.notEqual((await ask(blind, path)).body.items[0].name, 'Ann')
  const { rule: given, version } = await rule()
  assert.equal((await put(given, version, reader)).status, 403)
  assert.equal((await ask(reader, '/api/insight/usage/rule/preview', { rule: given, category: 'x' })).status, 403)
  assert.equal((await ask(await keyOf(null, ['audit.read']), '/api/insight/usage/categories')).status, 403)
})
