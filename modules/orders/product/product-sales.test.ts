import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportRow } from '#core/files/import-batch.ts'
import { changeSetting } from '#core/settings.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { ensureUnit } from '#modules/team/public.ts'
import type { OrderLineRow } from '../import/order-line-row.ts'
import { exchangeRates } from '../money/exchange-rates.ts'
import { askOwner } from '../testing/ask-owner.ts'
import { importAll } from '../testing/import-all.ts'
import { openOrdersHouse } from '../testing/orders-house.ts'

const { house, app } = await openOrdersHouse()
const shop = await house.asSystem('test', (ctx) => ensureUnit(ctx, 'Shop', 'shop'))

const row = (orderNumber: string, at: string, more: Partial<OrderLineRow>): ImportRow<OrderLineRow> => ({
  line: 2,
  value: {
    ...{ orderNumber, orderedAt: new Date(at), customerRef: 'anna', sku: 'TEA', currency: 'CNY' },
    ...{ quantity: '1', unitPrice: '10', status: 'completed' },
    ...more,
  },
})
await importAll(house, [
  // The evening of 31 January in UTC is February in Shanghai.
  row('1', '2024-01-31T20:00:00Z', { quantity: '2.5', shop: 'Shop' }),
  row('2', '2024-01-05T03:00:00Z', { customerRef: 'bo', quantity: '3', discountMicro: 5000n }),
  row('2', '2024-01-05T03:00:00Z', { customerRef: 'bo', sku: 'CUP', quantity: '7' }),
  row('3', '2024-04-05T03:00:00Z', { quantity: '-1' }),
  row('4', '2024-04-06T03:00:00Z', { status: 'cancelled', quantity: '50' }),
  row('5', '2024-04-07T03:00:00Z', { customerRef: undefined, quantity: '4' }),
  row('6', '2024-04-08T03:00:00Z', { currency: 'USD', quantity: '1', unitPrice: '5' }),
])
const keyOf = async (units?: number[]) =>
  (
    await house.asSystem('test', (ctx) =>
      addApiKey(ctx, { name: `k${units}`, permissions: ['orders.read'], ...(units && { unitIds: units }) }),
    )
  ).key
const keys = { all: await keyOf(), shop: await keyOf([shop]) }
const [product] = await askOwner(house, `select product_id from catalogue.products where sku = 'TEA'`)

const sales = async (key: string, productId: string = product?.product_id) =>
  app.inject({ url: `/api/products/${productId}/sales`, headers: { authorization: `Bearer ${key}` } })

test('what was sold, brought in and came back, in all and by month of the company', async () => {
  const { months, ...all } = (await sales(keys.all)).json()
  assert.deepEqual(all, {
    ...{ currency: 'CNY', sold: '10.5', returned: '1', revenue: '84.995', buyers: 2, orders: 5, unconverted: ['USD'] },
  })
  assert.deepEqual(months, [
    { month: '2024-01-01', sold: '3', returned: '0', revenue: '29.995', buyers: 1 },
    { month: '2024-02-01', sold: '2.5', returned: '0', revenue: '25.00', buyers: 1 },
    { month: '2024-03-01', sold: '0', returned: '0', revenue: '0.00', buyers: 0 },
    { month: '2024-04-01', sold: '5', returned: '1', revenue: '30.00', buyers: 1 },
  ])
  await house.asSystem('test', (ctx) => changeSetting(ctx, exchangeRates, { USD: '7' }))
  const { revenue, unconverted } = (await sales(keys.all)).json()
  assert.deepEqual({ revenue, unconverted }, { revenue: '119.995', unconverted: [] })
})

test('a unit sees its own sales of the product only', async () => {
  const { sold, buyers, orders } = (await sales(keys.shop)).json()
  assert.deepEqual({ sold, buyers, orders }, { sold: '2.5', buyers: 1, orders: 1 })
})

test('a product without sales has none, one that is not there is not found', async () => {
  const [lonely] = await askOwner(
    house,
    `insert into catalogue.products (product_id, sku, name, source) values (core.uuid7(), 'NEW', 'New', 'test') returning product_id`,
  )
  const { sold, months } = (await sales(keys.all, lonely?.product_id)).json()
  assert.deepEqual({ sold, months }, { sold: '0', months: [] })
  assert.equal((await sales(keys.all, crypto.randomUUID())).json().code, 'product_not_found')
})

test('the lines of a product are found by an index', async () => {
  const client = await house.database.owner.connect()
  try {
    await client.query('begin')
    await client.query('set local enable_seqscan = off')
    const { rows } = await client.query(
      `explain select * from facts.purchases where product_id = '${product?.product_id}'`,
    )
    await client.query('rollback')
    assert.match(rows.map((line) => line['QUERY PLAN']).join('\n'), /lines_by_product/)
  } finally {
    client.release()
  }
})
