import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Analytics } from '@segment/analytics-node'
import fc from 'fast-check'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'
import { openIntake } from './testing/open-intake.ts'

const tested = await openTestHouse(rooms)
const { post, settle, rows, writeKey, sourceId } = await openIntake(tested)
const url = await tested.app.listen({ port: 0, host: '127.0.0.1' })

interface OrderRow {
  order_number: string
  status: string
  kind: string
  revenue: number
  customer_id: string
  stage: string
}
const ordersLike = (pattern: string) =>
  rows<OrderRow>(
    `select o.order_number, o.status, o.kind, o.revenue_micro::float8 / 1e6 as revenue, o.customer_id, c.stage
     from orders.orders o join customers.customers c using (customer_id)
     where o.source = 'web' and o.order_number like $1 order by o.order_number`,
    [pattern],
  )
const kindsOf = async (customerId: string | undefined) =>
  (
    await rows<{ kind: string }>(
      'select kind from customers.interactions where customer_id = $1 order by occurred_at, interaction_id',
      [customerId],
    )
  ).map(({ kind }) => kind)

const basket = (price = 20) => [
  { sku: 'G-32', name: 'Monopoly', price, quantity: 1 },
  { sku: 'UNO', name: 'Uno', price: 8, quantity: 2 },
]

test('an order told by the real client becomes an order of the person, with its refund', async () => {
  const client = new Analytics({ writeKey, host: url, flushAt: 10 })
  client.identify({ userId: 'buyer-1', traits: { email: 'buyer1@example.com', name: 'Una Käufer' } })
  const completed = { order_id: 'S-1', revenue: 36, currency: 'EUR', shipping: 4.9, products: basket() }
  client.track({ userId: 'buyer-1', event: 'Order Completed', properties: completed })
  const refunded = { order_id: 'S-1', refund_id: '1', products: [{ sku: 'UNO', quantity: 1 }] }
  client.track({ userId: 'buyer-1', event: 'Order Refunded', properties: refunded })
  await client.closeAndFlush()
  await settle()
  const found = await ordersLike('S-1%')
  assert.deepEqual(
    found.map((order) => [order.order_number, order.status, order.kind, order.revenue, order.stage]),
    [
      ['S-1', 'placed', 'sale', 36, 'customer'],
      ['S-1-R1', 'returned', 'return', -8, 'customer'],
    ],
  )
  assert.deepEqual(await kindsOf(found[0]?.customer_id), ['order', 'return'])
})

test('who orders with nothing but the mark of a browser has the order, and keeps it when they sign in', async () => {
  const track = (event: string, properties: object, more = {}) =>
    post('/v1/track', { anonymousId: 'mark-9', event, properties, ...more })
  await track('Product Viewed', { sku: 'UNO', name: 'Uno' })
  await track('Order Completed', { order_id: 'V-1', revenue: 12, currency: 'EUR', products: basket(4) })
  await settle()
  const [order] = await ordersLike('V-1')
  assert.deepEqual([order?.revenue, order?.stage], [12, 'customer'])
  assert.deepEqual(await kindsOf(order?.customer_id), ['product_view', 'order'])
  await post('/v1/identify', { anonymousId: 'mark-9', userId: 'signed-9', traits: { name: 'Ivy' } })
  await settle()
  const [after] = await ordersLike('V-1')
  const [owner] = await rows<{ customer_id: string }>(
    `select customer_id from customers.identity_owners where kind = 'ref' and value_key = 'signed-9'`,
  )
  assert.equal(after?.customer_id, owner?.customer_id)
})

test('an event of an order that cannot stand is parked with the reason, and stands when it is told better', async () => {
  const properties = { order_id: 'P-1', currency: 'EUR', products: [{ sku: 'X', price: 1, quantity: 999_999_999_999 }] }
  await post('/v1/track', { userId: 'parks', event: 'Order Completed', properties, messageId: 'parks-1' })
  await settle()
  const parked = await rows<{ reason: string }>('select reason from segment.parked where source_id = $1', [sourceId])
  assert.deepEqual(parked, [{ reason: 'amount_out_of_range' }])
  assert.equal((await ordersLike('P-1')).length, 0)
  const better = { ...properties, products: [{ sku: 'X', price: 1, quantity: 9 }] }
  await post('/v1/track', { userId: 'parks', event: 'Order Updated', properties: better })
  await settle()
  assert.deepEqual(
    (await ordersLike('P-1')).map(({ revenue }) => revenue),
    [9],
  )
})

/** The life of one order as its shop would tell it, with the moment of each message. */
const life = fc.record({
  price: fc.integer({ min: 1, max: 50 }),
  steps: fc.array(fc.constantFrom('Order Updated', 'Order Refunded', 'Order Cancelled', 'part'), { maxLength: 4 }),
})

test('E3: events in any order, twice and in any batches give the orders of their own order', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(life, { minLength: 1, maxLength: 5 }),
      fc.integer(),
      fc.integer({ min: 1, max: 7 }),
      async (lives, seed, size) => {
        run++
        const eventsOf = (prefix: string) => lives.flatMap((one, nth) => tellLife(one, `${prefix}${run}-${nth}`))
        for (const event of eventsOf('line')) await post('/v1/batch', { batch: [event] })
        const heap = shuffled([...eventsOf('heap'), ...eventsOf('heap')], seed)
        for (let at = 0; at < heap.length; at += size) await post('/v1/batch', { batch: heap.slice(at, at + size) })
        await settle()
        const [line, anyhow] = [await ordersLike(`line${run}-%`), await ordersLike(`heap${run}-%`)]
        assert.ok(line.length >= lives.length)
        assert.deepEqual(plain(anyhow, 'heap'), plain(line, 'line'))
      },
    ),
    { numRuns: 12 },
  )
})

const plain = (found: readonly OrderRow[], prefix: string) =>
  found.map(({ order_number, status, kind, revenue }) => [order_number.replace(prefix, ''), status, kind, revenue])

function tellLife({ price, steps }: { price: number; steps: string[] }, id: string) {
  const at = (minute: number) => new Date(Date.UTC(2026, 4, 1, 10, minute)).toISOString()
  const first = { event: 'Order Completed', properties: { order_id: id, currency: 'EUR', products: basket(price) } }
  const later = steps.map((step, nth) => {
    if (step === 'Order Updated') {
      return { event: step, properties: { order_id: id, products: basket(price + nth), discount: nth } }
    }
    if (step !== 'part') return { event: step, properties: { order_id: id } }
    const products = [{ sku: 'UNO', quantity: 1 }]
    return { event: 'Order Refunded', properties: { order_id: id, refund_id: `r${nth}`, products } }
  })
  return [first, ...later].map((event, nth) => ({
    ...{ type: 'track', userId: 'e3', messageId: `${id}-${nth}`, timestamp: at(nth), ...event },
  }))
}

function shuffled<T>(all: T[], seed: number): T[] {
  let state = seed >>> 0
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return all
    .map((one) => ({ one, by: next() }))
    .sort((a, b) => a.by - b.by)
    .map(({ one }) => one)
}
