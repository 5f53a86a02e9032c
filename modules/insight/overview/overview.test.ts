import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDecimal } from '#core/words/money.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { analyse } from '../run/analyse.ts'
import { openInsightHouse } from '../testing/insight-house.ts'
import { addCustomers, addSales } from '../testing/sales.ts'

const { house, app } = await openInsightHouse()
const owner = house.database.owner
await owner.query(
  `insert into team.units (unit_id, parent_id, path, kind, name) values (2, 1, '{1,2}', 'dealer', 'North'), (3, 1, '{1,3}', 'dealer', 'South')`,
)
const mine = await addCustomers(owner, ['Ann', 'Bo', 'Cy'], [2])
const theirs = await addCustomers(owner, ['Di', 'Ed', 'Flo'], [3])
const both = await addCustomers(owner, ['Gus'], [2, 3])
await addSales(owner, new Map([...mine, ...theirs, ...both]), [
  {
    customer: 'Ann',
    at: '2025-03-02T04:00:00Z',
    revenue: '80',
    cost: '30',
    unit: 2,
    region: 'CN/广东/深圳',
    category: '食品/咖啡',
    channel: 'web',
  },
  {
    customer: 'Ann',
    at: '2026-03-02T04:00:00Z',
    revenue: '100.125',
    cost: '30',
    unit: 2,
    region: 'CN/广东/深圳',
    category: '食品/咖啡',
    channel: 'web',
  },
  {
    customer: 'Bo',
    at: '2026-03-05T04:00:00Z',
    revenue: '50',
    cost: '30',
    unit: 2,
    region: 'CN/广东/广州',
    category: '食品/茶',
    channel: 'shop',
  },
  {
    customer: 'Cy',
    at: '2026-04-05T04:00:00Z',
    revenue: '10',
    cost: '3',
    unit: 2,
    region: 'CN/北京',
    category: '食品',
  },
  { customer: 'Di', at: '2026-04-02T04:00:00Z', revenue: '1000', cost: '300', unit: 3, region: 'CN/北京' },
  { customer: 'Gus', at: '2026-04-03T04:00:00Z', revenue: '20', cost: '3', unit: 2 },
])
await house.asSystem('test', (ctx) => analyse(ctx, { asOf: '2026-04-30' }))

const keyOf = (
  unitIds: number[] | null,
  permissions = ['insight.read', 'insight.rule', 'orders.profit'],
  masked: string[] = [],
) => house.asSystem('test', async (ctx) => (await addApiKey(ctx, { name: 'test', permissions, unitIds, masked })).key)
const [all, dealer] = [await keyOf(null), await keyOf([2])]

async function ask(key: string, path: string, body?: unknown, method = body ? 'POST' : 'GET', headers = {}) {
  const reply = await app.inject({
    method: method as 'GET',
    url: path,
    headers: { authorization: `Bearer ${key}`, ...headers },
    ...(body ? { payload: body } : {}),
  })
  return { status: reply.statusCode, body: reply.body ? reply.json() : null }
}

test('the overview of the company: sales beside a year before, buyers, classes', async () => {
  const { status, body } = await ask(all, '/api/insight/overview?from=2026-03-01&to=2026-04-30')
  assert.equal(status, 200)
  assert.equal(body.currency, 'GBP')
  assert.equal(body.step, 'day')
  assert.deepEqual(body.revenue, { now: '1180.125', before: '80.00' })
  assert.deepEqual(body.profit, { now: '814.125', before: '50.00' })
  assert.deepEqual(body.orders, { now: 5, before: 1 })
  assert.deepEqual(body.newCustomers, { now: 4, before: 1 })
  assert.deepEqual(body.buyers, [
    { month: '2026-03-01', new: 1, returning: 1 },
    { month: '2026-04-01', new: 3, returning: 0 },
  ])
  const march2 = body.sales.find((step: { at: string }) => step.at === '2026-03-02')
  assert.deepEqual(march2, { at: '2026-03-02', revenue: '100.125', orders: 1, revenueBefore: '80.00', ordersBefore: 1 })
  assert.equal(
    body.classes.reduce((sum: number, row: { customers: number }) => sum + row.customers, 0),
    5,
  )
})

test('profits, and what is reckoned from them, are for those who may see profits', async () => {
  const plain = await keyOf(null, ['insight.read'])
  const { body } = await ask(plain, '/api/insight/overview?from=2026-03-01&to=2026-04-30')
  assert.deepEqual([body.revenue.now, body.profit], ['1180.125', { now: null, before: null }])
  const path = `/api/customers/${theirs.get('Di')}/value`
  const [seen, hidden] = [(await ask(all, path)).body, (await ask(plain, path)).body]
  assert.equal(typeof seen.value.profit, 'string', 'positive control')
  assert.deepEqual([hidden.value.profit, hidden.value.costToServe, hidden.orders[0].cost], [null, null, null])
  assert.equal(JSON.stringify(hidden).includes(seen.value.profit), false)
  assert.equal((await ask(plain, '/api/insight/class-rule/preview', { rule: await rule() })).status, 403)
  const by = (await ask(plain, '/api/insight/breakdown?by=unit')).body.items
  assert.ok(by.length > 0 && by.every((item: { profit: string | null }) => item.profit === null))
})

test('without days: twelve months up to the last sale, by month', async () => {
  const { body } = await ask(all, '/api/insight/overview')
  assert.equal(body.from, '2025-05-01')
  assert.equal(body.to, '2026-04-05')
  assert.equal(body.step, 'month')
  assert.equal(body.sales.length, 12)
})

test('a dealer sees the sales and customers of their units only, everywhere', async () => {
  const overview = await ask(dealer, '/api/insight/overview?from=2026-03-01&to=2026-04-30')
  assert.equal(overview.body.revenue.now, '180.125')
  assert.equal(overview.body.analysis.customers, 4)
  assert.equal((await ask(dealer, '/api/insight/grid')).body.customers, 4)
  const curve = (await ask(dealer, '/api/insight/concentration')).body
  assert.equal(curve.customers, 4)
  assert.equal(curve.revenue, '260.125')
  assert.equal(curve.topFifthCustomers, 1)
  const units = (await ask(dealer, '/api/insight/breakdown?by=unit')).body.items
  assert.deepEqual(
    units.map((item: { key: string }) => item.key),
    ['2'],
  )
  assert.equal(
    (await ask(dealer, '/api/insight/overview?units=3&from=2026-03-01&to=2026-04-30')).body.revenue.now,
    '0.00',
  )
  assert.equal((await ask(dealer, '/api/insight/class-rule/preview', { rule: await rule() })).body.customers, 4)
  assert.equal((await ask(dealer, `/api/customers/${theirs.get('Di')}/value`)).status, 404)
  assert.equal((await ask(dealer, `/api/customers/${both.get('Gus')}/value`)).status, 200)
})

test('the curve kept for the company and the one counted for units agree', async () => {
  const kept = (await ask(all, '/api/insight/concentration')).body
  const counted = (await ask(all, '/api/insight/concentration?units=2,3')).body
  assert.deepEqual(counted, kept)
  assert.equal(kept.curve.length, 101)
  assert.equal(kept.curve[100], 1)
  assert.equal(kept.topFifthShare, kept.curve[20])
  const { rows } = await owner.query('select revenue_micro from insight.scores order by revenue_micro desc')
  for (const percent of [20, 50, 100]) {
    const place = Math.floor((2 * rows.length * percent + 100) / 200)
    const least = BigInt(rows[place - 1].revenue_micro)
    const point = kept.behind[percent]
    assert.equal(parseDecimal(point.revenue), least)
    assert.equal(point.customers, rows.filter((row) => BigInt(row.revenue_micro) >= least).length)
  }
})

test('a parent of the region tree contains its children; every level adds up', async () => {
  const root = (await ask(all, '/api/insight/breakdown?by=region&from=2026-03-01&to=2026-04-30')).body
  assert.deepEqual(
    root.items.map(({ key, revenue, hasChildren }: Record<string, unknown>) => ({ key, revenue, hasChildren })),
    [
      { key: 'CN', revenue: '1160.125', hasChildren: true },
      { key: '', revenue: '20.00', hasChildren: false },
    ],
  )
  const below = (await ask(all, '/api/insight/breakdown?by=region&parent=CN&from=2026-03-01&to=2026-04-30')).body
  assert.equal(below.revenue, '1160.125')
  assert.deepEqual(
    below.items.map((item: { label: string }) => item.label),
    ['北京', '广东'],
  )
  const food = (
    await ask(
      all,
      `/api/insight/breakdown?by=category&parent=${encodeURIComponent('食品')}&from=2026-03-01&to=2026-04-30`,
    )
  ).body
  assert.deepEqual(
    food.items.map((item: { key: string }) => item.key),
    ['食品/咖啡', '食品/茶', '食品'],
  )
})

test('a score comes with its reasons, thresholds, orders and history', async () => {
  const { status, body } = await ask(all, `/api/customers/${mine.get('Ann')}/value`)
  assert.equal(status, 200)
  assert.equal(body.value.frequency, 2)
  assert.equal(body.value.revenue, '180.125')
  assert.equal(body.value.profit, '120.125')
  assert.equal(body.value.recencyDays, 59)
  assert.equal(body.value.reasons.length, 3)
  assert.equal(body.thresholds.customers, 5)
  assert.equal(body.thresholds.money.length, 4)
  assert.deepEqual(
    body.orders.map((order: { revenue: string }) => order.revenue),
    ['100.125', '80.00'],
  )
  assert.deepEqual(
    body.history.map((entry: { previous: string | null }) => entry.previous),
    [null],
  )
  assert.equal((await ask(all, `/api/customers/${theirs.get('Flo')}/value`)).body.value, null)
})

async function rule() {
  return structuredClone((await ask(all, '/api/insight/class-rule')).body.rule)
}

test('a rule is previewed, changed once per version, and applied by the next analysis', async () => {
  const strict = await rule()
  strict.key.recency = 5
  strict.winning = { recency: null, frequency: null, basket: null, quietKey: false }
  const preview = (await ask(all, '/api/insight/class-rule/preview', { rule: strict })).body
  assert.ok(preview.changing > 0)
  const put = (version: string) => ask(all, '/api/insight/class-rule', { rule: strict }, 'PUT', { 'if-match': version })
  assert.equal((await put('"0"')).status, 200)
  assert.equal((await put('"0"')).status, 412)
  const analysis = await house.asSystem('test', (ctx) => analyse(ctx, { asOf: '2026-04-30' }))
  const after = Object.fromEntries(
    preview.after.map((row: { class: string; customers: number }) => [row.class, row.customers]),
  )
  assert.deepEqual(analysis.classes, {
    key: after.key,
    worthWinning: after.worth_winning,
    dispensable: after.dispensable,
  })
  const { rows } = await owner.query(
    `select count(*)::int as moved from insight.score_history where previous_class is not null`,
  )
  assert.equal(rows[0].moved, preview.changing)
})

test('class changes page by cursor, and names are masked for those who may not see them', async () => {
  const first = (await ask(all, '/api/insight/class-changes?limit=1')).body
  assert.equal(first.items.length, 1)
  const second = (await ask(all, `/api/insight/class-changes?limit=1&cursor=${first.next}`)).body
  assert.notEqual(second.items[0]?.customerId, first.items[0].customerId)
  const hidden = await keyOf(null, ['insight.read'], ['name'])
  const masked = (await ask(hidden, '/api/insight/class-changes?limit=1')).body
  assert.notEqual(masked.items[0].name, first.items[0].name)
  assert.equal((await ask(all, '/api/insight/class-changes?cursor=x')).status, 400)
})

test('who lacks the permission is refused', async () => {
  const reader = await keyOf(null, ['insight.read'])
  assert.equal(
    (await ask(reader, '/api/insight/class-rule', { rule: await rule() }, 'PUT', { 'if-match': '"1"' })).status,
    403,
  )
  assert.equal((await ask(reader, '/api/insight/analysis', {}, 'POST')).status, 403)
  assert.equal((await ask(await keyOf(null, ['audit.read']), '/api/insight/overview')).status, 403)
  assert.equal((await ask(all, '/api/insight/overview?from=2026-05-01&to=2026-04-01')).body.code, 'period_reversed')
})
