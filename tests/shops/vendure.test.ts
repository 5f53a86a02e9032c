import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openShops } from '#connectors/shops/testing/open-shops.ts'
import { queueJob } from '#core/jobs/job.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'
import { openVendure } from './vendure-client.ts'

const folder = process.env.RAPPORT_VENDURE
if (!folder) test('a real Vendure', { skip: 'skipped: run npm run test:shops' }, () => {})
else await testVendure(folder)

async function testVendure(where: string): Promise<void> {
  const port = await freePort()
  const tested = await openTestHouse(rooms, { outward: { allow: [`127.0.0.1:${port}`] } })
  const url = await tested.app.listen({ port: 0, host: '127.0.0.1' })
  const address = `http://127.0.0.1:${port}`
  const shop = await openShops(tested, {
    ...{ platform: 'vendure', source: 'vendure', address },
    credentials: { username: 'superadmin', password: 'superadmin' },
  })
  const { rows, process: take } = shop
  copyFileSync(
    join(import.meta.dirname, '../../connectors/shops/vendure/rapport-plugin.cjs'),
    join(where, 'rapport-plugin.cjs'),
  )
  const child = fork(join(import.meta.dirname, 'vendure-shop.cjs'), {
    cwd: where,
    execArgv: [],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      VENDURE_DISABLE_TELEMETRY: 'true',
      SHOP: JSON.stringify({ port, url: `${url}${shop.path}`, secret: shop.secret }),
    },
  })
  after(() => child.disconnect())
  await new Promise<void>((up, down) => {
    child.once('message', () => up())
    child.once('exit', (code) => down(new Error(`Vendure ended with ${code}`)))
  })
  const vendure = openVendure(address)
  await vendure.signIn()
  const orders = (number: string) =>
    rows(
      `select replace(o.order_number, $1, '') as part, o.status, o.kind, o.counts, o.revenue_micro::float8 / 1e6 as revenue,
         o.freight_micro::float8 / 1e6 as freight, c.name, c.city, c.email
       from orders.orders o join customers.customers c using (customer_id)
       where o.source = 'vendure' and o.order_number like $1 || '%' order by o.order_number`,
      [number],
    )
  /** Until the plug-in's message came and was taken in. */
  const until = async <T>(look: () => Promise<T>, isThere: (found: T) => boolean): Promise<T> => {
    for (let tries = 0; tries < 100; tries++) {
      await take()
      const found = await look()
      if (isThere(found)) return found
      await sleep(100)
    }
    return look()
  }

  test('the first pull brings what the shop has', async () => {
    const { id } = await vendure.buy('1', 2, 'first@example.com')
    assert.ok(id)
    await rows('update graphile_worker._private_jobs set run_at = now() where locked_at is null')
    await runWaitingJobs(tested.house)
    const products = await rows(
      `select sku, name, brand, price_micro::float8 / 1e6 as price, stock::float8 as stock from catalogue.products
       where source = 'vendure' order by sku`,
    )
    assert.deepEqual(products, [
      { sku: 'TEA-L', name: 'Green tea large', brand: 'Leaf', price: 10.8, stock: 50 },
      { sku: 'TEA-S', name: 'Green tea small', brand: 'Leaf', price: 6, stock: 98 },
    ])
    const [connection] = await rows('select pull, error, pulled from shops.connections')
    assert.deepEqual([connection?.pull, connection?.error], [null, null])
    assert.equal((connection?.pulled as { orders: number } | undefined)?.orders, 1)
  })

  test('an order comes live, is sent, refunded in part, and stands with its customer', async () => {
    const bought = await vendure.buy('2', 3, 'live@example.com')
    const placed = await until(
      () => orders(bought.code),
      (found) => found.length === 1,
    )
    const who = { name: 'Vera Dürer', city: 'Köln', email: 'live@example.com' }
    assert.deepEqual(placed, [
      { part: '', status: 'paid', kind: 'sale', counts: true, revenue: 32.4, freight: 4.9, ...who },
    ])
    const [line] = bought.lines
    await vendure.admin(
      `mutation ($input: FulfillOrderInput!) { addFulfillmentToOrder(input: $input) { ... on Fulfillment { id } ... on ErrorResult { errorCode message } } }`,
      {
        input: {
          lines: [{ orderLineId: line?.id, quantity: 3 }],
          handler: {
            code: 'manual-fulfillment',
            arguments: [
              { name: 'method', value: 'Post' },
              { name: 'trackingCode', value: 'X1' },
            ],
          },
        },
      },
    )
    const { order } = (await vendure.admin(
      'query ($id: ID!) { order(id: $id) { payments { id } fulfillments { id } } }',
      {
        id: bought.id,
      },
    )) as { order: { payments: { id: string }[]; fulfillments: { id: string }[] } }
    await vendure.admin(
      `mutation ($id: ID!) { transitionFulfillmentToState(id: $id, state: "Shipped") { __typename ... on ErrorResult { errorCode message } } }`,
      { id: order.fulfillments[0]?.id },
    )
    const sent = await until(
      () => orders(bought.code),
      (found) => found[0]?.status === 'shipped',
    )
    assert.equal(sent[0]?.status, 'shipped')
    await vendure.admin(
      `mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { ... on Refund { id } ... on ErrorResult { errorCode message } } }`,
      {
        input: {
          lines: [{ orderLineId: line?.id, quantity: 1 }],
          shipping: 0,
          adjustment: 0,
          paymentId: order.payments[0]?.id,
          reason: 'broken',
        },
      },
    )
    const refunded = await until(
      () => orders(bought.code),
      (found) => found.length === 2,
    )
    const { part, ...back } = refunded[1] ?? {}
    assert.match(String(part), /^-R\d+$/)
    assert.deepEqual(back, { status: 'returned', kind: 'return', counts: true, revenue: -10.8, freight: 0, ...who })
  })

  test('what no message told of comes with the next look at what changed', async () => {
    const bought = await vendure.buy('1', 1, 'late@example.com')
    await sleep(1000)
    await rows(`delete from shops.messages where state = 'waiting'`)
    assert.equal((await orders(bought.code)).length, 0, 'its message is gone')
    await tested.house.asSystem('test', async (ctx) => queueJob(ctx, { name: 'shops.catch-up' }, {}))
    await runWaitingJobs(tested.house)
    assert.deepEqual(
      (await orders(bought.code)).map(({ revenue }) => revenue),
      [6],
    )
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((up) => server.once('listening', up))
  const { port } = server.address() as { port: number }
  await new Promise((down) => server.close(down))
  return port
}
