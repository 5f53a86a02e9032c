import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../../apps/rooms.ts'
import { openShops } from '../testing/open-shops.ts'
import { openShopifyShop, shopifyMessage, shopifyOrder, TOKEN } from '../testing/shopify-shop.ts'
import { orderOfShopify } from './read-order.ts'
import { restOrder } from './rest-form.ts'

const shopify = await openShopifyShop()
shopify.orders.push(...[1, 2, 3, 4, 5].map((id) => shopifyOrder(id).node))
shopify.customers.push(
  ...[6, 7, 8].map((id) => ({
    ...{ legacyResourceId: String(id), firstName: 'Ida', lastName: 'Holm', tags: ['vip', 'tea'] },
    ...{ createdAt: '2025-01-01T00:00:00Z', updatedAt: '2026-05-01T00:00:00Z' },
    defaultEmailAddress: {
      emailAddress: `ida${id - 5}@example.com`,
      marketingState: id === 7 ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED',
    },
    defaultPhoneNumber: { phoneNumber: `+45201234${id}0` },
    defaultAddress: { address1: 'Gade 2', city: 'Aarhus', zip: '8000', countryCodeV2: 'DK' },
  })),
)
shopify.variants.push({
  ...{ legacyResourceId: '7', sku: 'TEA', title: '100 g', price: '50.00', barcode: '57', inventoryQuantity: 12 },
  ...{ updatedAt: '2026-05-01T00:00:00Z', inventoryItem: { unitCost: { amount: '21.5', currencyCode: 'DKK' } } },
  product: { title: 'Tea', vendor: 'Leaf', productType: 'Drinks', updatedAt: '2026-05-01T00:00:00Z' },
})
const SECRET = 'shpss_secret_of_the_app'
const tested = await openTestHouse(rooms, { outward: { allow: [new URL(shopify.url).host] } })
await tested.house.database.owner.query(
  `insert into team.units (unit_id, parent_id, path, kind, name) values (2, 1, '{1,2}', 'shop', 'Denmark')`,
)
const shop = await openShops(tested, {
  ...{
    platform: 'shopify',
    source: 'shopify',
    address: shopify.url,
    credentials: { accessToken: TOKEN },
    secret: SECRET,
    unitId: 2,
  },
})
const { rows, settle, send, process } = shop

const ordersOf = (number: string) =>
  rows(
    `select o.order_number as number, o.status, o.kind, o.revenue_micro::float8 / 1e6 as revenue,
       o.freight_micro::float8 / 1e6 as freight, o.cost_micro::float8 / 1e6 as cost, c.email
     from orders.orders o join customers.customers c using (customer_id)
     where o.source = 'shopify' and o.order_number like $1 || '%' order by o.order_number`,
    [number],
  )

test('a webhook and the GraphQL API tell of an order alike', () => {
  const { webhook, node } = shopifyOrder(9)
  const told = orderOfShopify(webhook)
  assert.deepEqual(orderOfShopify(restOrder(node)), told)
  assert.deepEqual(told?.refunds?.[0], {
    ...{ refundId: '900', at: '2026-06-01T11:30:00.000Z', freight: '39', reason: 'dented', amount: '85' },
    lines: [{ of: '91', quantity: '1', amount: '80' }],
  })
})

test('the pull goes page by page, waits when it asks too much, and knows costs before orders come', async () => {
  shopify.throttled = 2
  for (let tries = 0; tries < 4; tries++) {
    await settle().catch(() => {})
    await rows('update graphile_worker._private_jobs set run_at = now() where locked_at is null')
    const [{ pull }] = (await rows('select pull from shops.connections')) as [{ pull: unknown }]
    if (pull === null) break
    const { queuePull } = await import('../pull/queue-pull.ts')
    await tested.house.asSystem('test', async (ctx) => queuePull(ctx, shop.connectionId))
  }
  const [sale, refund] = await ordersOf('#1')
  assert.deepEqual(sale, {
    ...{
      number: '#1',
      status: 'shipped',
      kind: 'sale',
      revenue: 170,
      freight: 39,
      cost: null,
      email: 'ida1@example.com',
    },
  })
  assert.deepEqual([refund?.number, refund?.kind, refund?.revenue, refund?.freight], ['#1-R100', 'return', -85, -39])
  const [tea] = await rows(
    `select name, brand, category_path, stock::int as stock, unit_cost_micro::int as cost from catalogue.products where sku = 'TEA'`,
  )
  assert.deepEqual(tea, { name: 'Tea - 100 g', brand: 'Leaf', category_path: 'Drinks', stock: 12, cost: 21_500_000 })
  const [count] = await rows(
    `select count(*)::int as orders, (select pulled from shops.connections) as pulled from orders.orders where source = 'shopify' and kind = 'sale'`,
  )
  assert.equal(count?.orders, 5)
  assert.equal((count?.pulled as { orders: number } | undefined)?.orders, 5)
  const asked = shopify.asked.filter(({ name }) => name === 'Orders').map(({ variables }) => variables.after)
  assert.deepEqual(asked, [null, '2', '4'])
  const units = await rows(
    `select distinct c.unit_ids from customers.identity_owners o join customers.customers c using (customer_id)
     where o.source = 'shopify' and o.kind = 'ref'`,
  )
  assert.deepEqual(units, [{ unit_ids: [2] }], 'customers with orders and without belong to the shop’s unit')
  const consents =
    await rows(`select c.channel, c.state from customers.consents c join customers.identity_owners o using (customer_id)
    where o.kind = 'ref' and o.source = 'shopify' and o.value_key = '7'`)
  assert.deepEqual(consents, [{ channel: 'email', state: 'given' }])
})

test('messages change an order, and a refund may come first', async () => {
  const { webhook } = shopifyOrder(20)
  const refund = { ...webhook.refunds[0], order_id: 20 }
  assert.equal(await send(shopifyMessage('refunds/create', refund, SECRET)), 200)
  await process()
  assert.deepEqual(await ordersOf('#20'), [])
  assert.equal(
    await send(
      shopifyMessage('orders/create', { ...webhook, refunds: [], updated_at: '2026-06-01T11:00:00Z' }, SECRET),
    ),
    200,
  )
  await process()
  assert.deepEqual(
    (await ordersOf('#20')).map(({ number, revenue }) => [number, revenue]),
    [
      ['#20', 170],
      ['#20-R2000', -85],
    ],
  )
  const off = {
    ...webhook,
    cancelled_at: '2026-06-02T09:00:00Z',
    cancel_reason: 'customer',
    updated_at: '2026-06-02T09:00:00Z',
  }
  assert.equal(await send(shopifyMessage('orders/cancelled', off, SECRET)), 200)
  await process()
  assert.deepEqual(
    (await ordersOf('#20')).map(({ status }) => status),
    ['cancelled', 'cancelled'],
  )
})

test('E1: a message signed for another app is refused before it is read', async () => {
  const { webhook } = shopifyOrder(30)
  assert.equal(await send(shopifyMessage('orders/create', webhook, 'another')), 401)
  const good = shopifyMessage('orders/create', webhook, SECRET)
  assert.equal(await send({ ...good, payload: `${good.payload} ` }), 401)
  assert.equal(await send(good), 200, 'positive control')
})

test('a token that is refused is said with the connection, and nothing is lost', async () => {
  const { changeShop } = await import('../connection/change-shop.ts')
  const change = async (accessToken: string) => {
    const [{ version }] = (await rows('select version from shops.connections')) as [{ version: number }]
    await tested.house.asSystem('test', (ctx) =>
      changeShop(ctx, { connectionId: shop.connectionId, credentials: { accessToken }, ifMatch: version }),
    )
    await settle().catch(() => {})
    return (await rows('select error from shops.connections'))[0]?.error
  }
  assert.equal(await change('wrong'), 'shop_refused_access')
  assert.equal(await change(TOKEN), null)
})
