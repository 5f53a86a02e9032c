import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportRow } from '#core/files/import-batch.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import type { OrderLineRow } from '../import/order-line-row.ts'
import { importAll } from '../testing/import-all.ts'
import { openOrdersHouse } from '../testing/orders-house.ts'

const { house, app } = await openOrdersHouse()
const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: 'test', permissions: ['orders.read'] }))

const REGIONS = [
  ['广东', '深圳'],
  ['广东', '广州'],
  ['北京', '北京'],
] as const
const rows = Array.from({ length: 120 }, (_, n): ImportRow<OrderLineRow> => {
  const [region, city] = REGIONS[n % 3] ?? REGIONS[0]
  return {
    line: n + 2,
    value: {
      orderNumber: `${n % 2 ? 'W' : 'S'}${String(n).padStart(4, '0')}`,
      // Every moment twice, so that paging has ties to keep apart.
      orderedAt: new Date(Date.UTC(2024, 0, 1 + Math.floor(n / 2), 3)),
      status: n % 10 === 0 ? 'cancelled' : 'completed',
      customerRef: `c${n % 7}`,
      ...{ country: 'CN', region, city, currency: 'CNY' },
      sku: `P${n % 5}`,
      quantity: n % 12 === 11 ? '-1' : '1',
      unitPrice: String(100 + (n % 20)),
      channel: n % 4 === 0 ? 'shop' : 'web',
    },
  }
})
await importAll(house, rows)

interface Item {
  orderId: string
  orderNumber: string
  orderedAt: string
  revenue: string
}

async function list(
  query: Record<string, string>,
): Promise<{ status: number; items: Item[]; next: string | null; total: number | null }> {
  const answer = await app.inject({
    url: `/api/orders?${new URLSearchParams(query)}`,
    headers: { authorization: `Bearer ${key}` },
  })
  return { status: answer.statusCode, ...answer.json() }
}

async function walk(query: Record<string, string>): Promise<Item[]> {
  const all: Item[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await list({ ...query, limit: '7', ...(cursor && { cursor }) })
    assert.equal(page.status, 200)
    all.push(...page.items)
    cursor = page.next
  }
  return all
}

for (const sort of ['orderedAt', '-orderedAt', 'revenue', '-revenue']) {
  test(`paging by ${sort} shows each order once, in order`, async () => {
    const all = await walk({ sort })
    assert.equal(new Set(all.map((item) => item.orderId)).size, 120)
    const values = all.map((item) => (sort.endsWith('revenue') ? Number(item.revenue) : Date.parse(item.orderedAt)))
    const sorted = [...values].sort((a, b) => (sort.startsWith('-') ? b - a : a - b))
    assert.deepEqual(values, sorted)
  })
}

const count = async (query: Record<string, string>) => (await list({ ...query, limit: '200' })).items.length
const expected = (test: (row: OrderLineRow, n: number) => boolean) => rows.filter((row, n) => test(row.value, n)).length

test('each filter shows what it says', async () => {
  assert.equal(
    await count({ status: 'cancelled' }),
    expected((row) => row.status === 'cancelled'),
  )
  assert.equal(await count({ status: 'cancelled,completed' }), 120)
  assert.equal(
    await count({ kind: 'return' }),
    expected((row) => row.quantity === '-1'),
  )
  assert.equal(
    await count({ channel: 'shop' }),
    expected((row) => row.channel === 'shop'),
  )
  assert.equal(
    await count({ region: 'CN/广东' }),
    expected((row) => row.region === '广东'),
  )
  assert.equal(
    await count({ region: 'CN/广东/深圳' }),
    expected((row) => row.city === '深圳'),
  )
  assert.equal(await count({ region: 'CN/广' }), 0)
  assert.equal(
    await count({ sku: 'P3' }),
    expected((row) => row.sku === 'P3'),
  )
  assert.equal(
    await count({ number: 'W00' }),
    expected((row) => row.orderNumber.startsWith('W00')),
  )
  assert.equal(await count({ unit: '1' }), 120)
  assert.equal(await count({ kind: 'sale,return' }), 120)
  assert.equal(await count({ orderedAt: '2024-01-01..2024-01-02' }), 4)
  assert.equal(await count({ orderedAt: '2024-01-03' }), 2)
  assert.equal(await count({ orderedAt: '2024-01-03', sku: 'P4', channel: 'shop' }), 1)
})

test('the total is said on the first page', async () => {
  assert.equal((await list({ limit: '5' })).total, 120)
})

test('the count is that of the filter, and a wrong day is refused there too', async () => {
  const counted = async (query: Record<string, string>) => {
    const headers = { authorization: `Bearer ${key}` }
    const answer = await app.inject({ url: `/api/orders/count?${new URLSearchParams(query)}`, headers })
    return answer.statusCode === 200 ? answer.json() : answer.statusCode
  }
  assert.deepEqual(await counted({}), { count: 120, exact: true })
  assert.deepEqual(await counted({ orderedAt: '2024-01-01..2024-01-02' }), { count: 4, exact: true })
  assert.equal(await counted({ orderedAt: '2024-02-31' }), 400)
  assert.equal(await counted({ sort: 'revenue' }), 400)
})

test('a wrong cursor or day is refused', async () => {
  for (const cursor of ['x', Buffer.from('-orderedAt 2024 1').toString('base64url'), "' or 1=1"]) {
    assert.equal((await list({ cursor })).status, 400)
  }
  const { next } = await list({ limit: '1' })
  assert.equal((await list({ sort: 'revenue', cursor: next ?? '' })).status, 400)
  assert.equal((await list({ orderedAt: '2024-02-31' })).status, 400)
  assert.equal((await list({ sort: 'currency' })).status, 400)
})

test('channels and regions can be chosen from what there is', async () => {
  const answer = await app.inject({ url: '/api/order-choices', headers: { authorization: `Bearer ${key}` } })
  assert.deepEqual(answer.json(), {
    channels: ['shop', 'web'],
    regions: ['CN', 'CN/北京', 'CN/广东', 'CN/广东/广州', 'CN/广东/深圳'],
    currencies: ['CNY'],
  })
})
