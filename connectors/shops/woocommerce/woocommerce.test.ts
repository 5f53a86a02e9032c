import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type SafeRequest, safeFetch } from '#core/http/safe-fetch.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../../apps/rooms.ts'
import { openShops } from '../testing/open-shops.ts'
import { KEY, openWooShop, wooMessage, wooOrder, wooRefund } from '../testing/woo-shop.ts'
import { woocommerce } from './woocommerce.ts'

const woo = await openWooShop()
woo.orders.push(...Array.from({ length: 120 }, (_, at) => wooOrder(1000 + at)))
woo.customers.push(
  ...Array.from({ length: 6 }, (_, at) => ({
    ...{ id: at + 1, first_name: 'Kim', last_name: `Nr ${at + 1}`, email: `kim${at + 1}@example.com` },
    ...{ date_created_gmt: '2026-01-01T00:00:00', date_modified_gmt: '2026-01-02T00:00:00' },
    billing: { city: 'Bonn', country: 'DE', phone: '0228 123456' },
  })),
)
woo.products.push(
  {
    ...{
      id: 5,
      name: 'Tee',
      sku: 'TEA',
      type: 'simple',
      price: '6.67',
      stock_quantity: 40,
      categories: [{ name: 'Küche' }],
    },
    ...{ date_created_gmt: '2026-01-01T00:00:00', date_modified_gmt: '2026-01-02T00:00:00' },
  },
  {
    ...{ id: 9, name: 'Becher', type: 'variable', date_modified_gmt: '2026-01-02T00:00:00', categories: [] },
    ofVariations: [
      {
        ...{ id: 91, sku: 'CUP-R', price: '9', stock_quantity: 3, date_modified_gmt: '2026-01-03T00:00:00' },
        attributes: [{ name: 'Farbe', option: 'rot' }],
      },
    ],
  },
)
const tested = await openTestHouse(rooms, { outward: { allow: [new URL(woo.url).host] } })
const shop = await openShops(tested, { platform: 'woocommerce', source: 'woo', address: woo.url, credentials: KEY })
const { rows, settle, send, process } = shop

const orderOf = async (number: string) =>
  (
    await rows<{ status: string; revenue: number; freight: number; counts: boolean }>(
      `select status, revenue_micro::float8 / 1e6 as revenue, freight_micro::float8 / 1e6 as freight, counts
       from orders.orders where source = 'woo' and order_number = $1`,
      [number],
    )
  )[0]
const connection = async () =>
  (await rows('select * from shops.connections where connection_id = $1', [shop.connectionId]))[0] ?? {}

test('the first pull brings products, customers and orders, and goes on where it was cut off', async () => {
  // The shop fails in the middle of it, after two pages of orders.
  const failing = setInterval(() => {
    if (woo.asked.some((path) => /orders\?.*page=3/.test(path))) woo.broken = 503
  }, 1)
  await settle().catch(() => {})
  clearInterval(failing)
  woo.broken = null
  await rows(`update graphile_worker._private_jobs set run_at = now() where locked_at is null`)
  await settle()
  const counts = await rows(
    `select (select count(*)::int from orders.orders where source = 'woo') as orders,
       (select count(*)::int from catalogue.products where source = 'woo' and not provisional) as products,
       (select count(*)::int from customers.identity_owners where kind = 'ref' and source = 'woo') as people`,
  )
  assert.deepEqual(counts, [{ orders: 120, products: 2, people: 7 - 1 }])
  // 20 − 2 and 12; three pieces of 20.00 don't divide.
  assert.deepEqual(await orderOf('1000'), { status: 'paid', revenue: 30, freight: 4.9, counts: true })
  const [becher] = await rows(`select name, stock::float8 as stock from catalogue.products where sku = 'CUP-R'`)
  assert.deepEqual(becher, { name: 'Becher - rot', stock: 3 })
  const { pull, pulled, error, pulled_at } = await connection()
  assert.deepEqual([pull, error, (pulled as { orders: number }).orders], [null, null, 120])
  assert.ok(pulled_at)
  const seen = woo.asked.filter((path) => /orders\?page=1&/.test(path)).length
  assert.equal(seen, 1, 'no page was asked for twice')
})

test('an order changes by messages, with its refund in full', async () => {
  const refund = wooRefund(77, 1001, 1, '6.00')
  woo.refunds.set(1001, [refund])
  const changed = wooOrder(1001, 40, { status: 'completed', refunds: [{ id: 77, reason: '', total: '-6.00' }] })
  assert.equal(await send(wooMessage('order.updated', changed, shop.secret)), 200)
  await process()
  assert.equal((await orderOf('1001'))?.status, 'completed')
  assert.deepEqual(await orderOf('1001-R77'), { status: 'returned', revenue: -6, freight: 0, counts: true })
  const [line] = await rows<{ sku: string; quantity: string }>(
    `select l.sku, l.quantity from orders.lines l join orders.orders o using (customer_id, order_id) where o.order_number = '1001-R77'`,
  )
  assert.deepEqual(line, { sku: 'TEA', quantity: '-1.000' })
})

test('a shop that does not answer is asked again later; what was told without it waits', async () => {
  woo.broken = 503
  const told = wooOrder(1002, 40, { refunds: [{ id: 78, total: '-1.00' }] })
  assert.equal(await send(wooMessage('order.updated', told, shop.secret)), 200)
  await process()
  const waiting = () =>
    rows(`select state, reason, tries from shops.messages where topic = 'order.updated' and state = 'waiting'`)
  assert.deepEqual(await waiting(), [{ state: 'waiting', reason: 'shop_busy', tries: 1 }])
  assert.equal((await connection()).error, 'shop_busy')
  woo.broken = null
  woo.refunds.set(1002, [wooRefund(78, 1002, 1, '1.00')])
  await rows(`update shops.messages set next_try_at = now() - interval '1 minute' where state = 'waiting'`)
  await process()
  assert.deepEqual(await waiting(), [])
  assert.equal((await orderOf('1002-R78'))?.revenue, -1)
})

test('E1: nothing unsigned, cut, re-written, of another shop or of an old secret is read', async () => {
  const good = wooMessage('order.updated', wooOrder(1003, 41, { status: 'cancelled' }), shop.secret)
  const signed = (signature: string | undefined) => ({
    ...good,
    headers: { ...good.headers, ...(signature === undefined ? {} : { 'x-wc-webhook-signature': signature }) },
  })
  const { 'x-wc-webhook-signature': signature = '', ...bare } = good.headers as Record<string, string>
  assert.equal(await send({ ...good, headers: bare }), 401, 'no signature')
  assert.equal(await send(signed(signature.slice(0, -4))), 401, 'cut')
  assert.equal(await send(signed('')), 401, 'empty')
  assert.equal(await send(signed(signature.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')))), 401, 'wrong')
  assert.equal(await send({ ...good, payload: JSON.stringify(JSON.parse(good.payload), null, 1) }), 401, 'written anew')
  assert.equal(await send(wooMessage('order.updated', {}, 'of another shop')), 401, 'another secret')
  assert.equal(await send({ ...good, payload: '{' }), 401, 'refused before it is read')
  assert.equal(await send(good, '/hooks/shops/unknown'), 401, 'no such shop')
  await process()
  assert.equal((await orderOf('1003'))?.status, 'paid')
  assert.equal(await send(good), 200, 'positive control')
  await process()
  assert.equal((await orderOf('1003'))?.status, 'cancelled')
})

test('E1: during rotation both secrets are good, afterwards the new one', async () => {
  const { turnSecret } = await import('../connection/change-shop.ts')
  const turned = await tested.house.asSystem('test', (ctx) => turnSecret(ctx, { connectionId: shop.connectionId }))
  const fresh = turned.secret ?? ''
  const message = (minute: number, secret: string) => wooMessage('order.updated', wooOrder(1004, minute), secret)
  assert.equal(await send(message(42, shop.secret)), 200)
  assert.equal(await send(message(43, fresh)), 200)
  await rows(`update shops.connections set former_until = now() - interval '1 second'`)
  assert.equal(await send(message(44, shop.secret)), 401)
  assert.equal(await send(message(44, fresh)), 200)
  shop.secret = fresh
})

test('E2: the same message a thousand times, fifty at once, stands once and is answered 200 each time', async () => {
  const message = wooMessage('order.updated', wooOrder(2000, 45), shop.secret)
  for (let round = 0; round < 20; round++) {
    const codes = await Promise.all(Array.from({ length: 50 }, () => send(message)))
    assert.ok(codes.every((code) => code === 200))
  }
  await process()
  const [{ messages }] = (await rows(
    `select count(*)::int as messages from shops.messages where body->>'id' = '2000'`,
  )) as [{ messages: number }]
  assert.equal(messages, 1)
  assert.equal((await rows(`select 1 from orders.orders where order_number = '2000'`)).length, 1)
  // And after all trace of it is gone: what it says stands already.
  await rows('delete from shops.messages')
  assert.equal(await send(message), 200)
  await process()
  assert.equal((await rows(`select 1 from orders.orders where order_number = '2000'`)).length, 1)
})

// What an order says of its buyer in passing only fills gaps, so the first to come counts: here all say the same.
test('E3: messages of orders, customers and products in any order and twice leave what their own order leaves', async () => {
  const step = fc.record({
    what: fc.constantFrom('order', 'customer', 'product'),
    status: fc.constantFrom('pending', 'processing', 'completed', 'cancelled', 'refunded'),
    name: fc.constantFrom('Ada', 'Bo', 'Cleo'),
    city: fc.constantFrom('Ulm', 'Köln', undefined),
    price: fc.constantFrom('3.00', '4.50'),
    refunded: fc.boolean(),
  })
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 2, maxLength: 10 }),
      fc.infiniteStream(fc.nat()),
      async (steps, chance) => {
        run++
        const messages = (id: number) =>
          steps.map((one, at) => {
            const minute = at + 1
            const modified = new Date(Date.UTC(2026, 6, 1, 10, minute)).toISOString().slice(0, 19)
            const sku = `P${id}`
            if (one.what === 'product') {
              return wooMessage(
                'product.updated',
                { id, sku, name: one.name, type: 'simple', price: one.price, date_modified_gmt: modified },
                shop.secret,
              )
            }
            const billing = {
              first_name: one.name,
              email: `e${id}@example.com`,
              city: one.city,
              country: one.city && 'DE',
            }
            if (one.what === 'customer') {
              return wooMessage(
                'customer.updated',
                { id, ...billing, billing, date_modified_gmt: modified },
                shop.secret,
              )
            }
            const lines = [{ id: 1, sku, name: 'P', quantity: 2, subtotal: one.price, total: one.price }]
            const refunds = one.refunded ? [{ id: id * 10, total: '-1.00' }] : []
            woo.refunds.set(id, [{ ...wooRefund(id * 10, 0, 1, '1.00') }])
            const order = wooOrder(id, minute, {
              customer_id: id,
              status: one.status,
              line_items: lines,
              billing: { ...billing, first_name: 'Eve', city: 'Bonn', country: 'DE' },
              refunds,
            })
            return wooMessage('order.updated', order, shop.secret)
          })
        const [line, heap] = [10_000 + run, 20_000 + run]
        for (const message of messages(line)) {
          assert.equal(await send(message), 200)
          await process()
        }
        const all = [...messages(heap), ...messages(heap)]
        for (let left = all.length; left > 0; left--) {
          const [message] = all.splice((chance.next().value ?? 0) % left, 1)
          if (message) assert.equal(await send(message), 200)
          if ((chance.next().value ?? 0) % 3 === 0) await process()
        }
        await process()
        assert.deepEqual(await standing(heap), await standing(line))
      },
    ),
    { numRuns: 12 },
  )
})

async function standing(id: number) {
  const orders = await rows(
    `select replace(order_number, $1, '#') as number, status, kind, counts, revenue_micro::text, lines_count
     from orders.orders where order_number like $1 || '%' order by 1`,
    [String(id)],
  )
  const people = await rows(
    `select c.name, c.city, c.region_path from customers.identity_owners o join customers.customers c using (customer_id)
     where o.kind = 'ref' and o.source = 'woo' and o.value_key = $1`,
    [String(id)],
  )
  const products = await rows('select name, price_micro::text, provisional from catalogue.products where sku = $1', [
    `P${id}`,
  ])
  return { orders, people, products }
}

test('a message that can’t be read is parked with why; a stopped connection is told nothing was wrong', async () => {
  const reasonOf = async (id: number) =>
    (await rows(`select state, reason from shops.messages where body->>'id' = $1`, [String(id)]))[0]
  const odd = wooOrder(3001, 50, { line_items: [{ id: 1, sku: 'A', quantity: 'zz', total: '1e99' }] })
  assert.equal(await send(wooMessage('order.created', odd, shop.secret)), 200)
  assert.equal(await send(wooMessage('order.created', { id: 3002, foo: 1 }, shop.secret)), 200)
  assert.equal(
    await send(wooMessage('order.created', wooOrder(3003, 50, { status: 'checkout-draft' }), shop.secret)),
    200,
  )
  await process()
  assert.deepEqual(await reasonOf(3001), { state: 'parked', reason: 'order_unreadable' })
  assert.deepEqual(await reasonOf(3002), { state: 'parked', reason: 'order_unreadable' })
  assert.deepEqual(await reasonOf(3003), { state: 'done', reason: null }, 'a basket is no order, and no fault')
  assert.equal(await orderOf('3001'), undefined)
  await rows('update shops.connections set disabled_at = now()')
  const later = wooMessage('order.created', wooOrder(3004, 51), shop.secret)
  assert.equal(await send(later), 200, 'the shop must not give up')
  assert.equal(await send({ ...later, payload: `${later.payload} ` }), 401)
  assert.equal(await reasonOf(3004), undefined)
  await rows('update shops.connections set disabled_at = null')
})

test('the webhooks are made once, and know a new secret', async () => {
  const access = {
    address: woo.url,
    credentials: KEY,
    fetch: (url: string, request?: SafeRequest) => safeFetch(tested.house.outward, url, request),
  }
  const url = 'https://crm.example/hooks/shops/k'
  await woocommerce.subscribe?.(access, { url, secret: 'one' })
  const made = woo.hooks.length
  assert.equal(new Set(woo.hooks.map(({ topic }) => topic)).size, made)
  await woocommerce.subscribe?.(access, { url, secret: 'two' })
  assert.equal(woo.hooks.length, made)
  assert.deepEqual([...new Set(woo.hooks.map(({ secret }) => secret))], ['two'])
})
