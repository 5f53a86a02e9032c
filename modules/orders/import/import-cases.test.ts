import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportRow } from '#core/files/import-batch.ts'
import { askOwner } from '../testing/ask-owner.ts'
import { importAll, revertAll } from '../testing/import-all.ts'
import { openOrdersHouse } from '../testing/orders-house.ts'
import type { OrderLineRow } from './order-line-row.ts'

const { house } = await openOrdersHouse()

const row = (value: Partial<OrderLineRow>, line = 2): ImportRow<OrderLineRow> => ({
  line,
  value: {
    orderNumber: '1',
    orderedAt: new Date('2024-03-01T10:00:00Z'),
    customerRef: 'anna',
    sku: 'TEA',
    quantity: '1',
    unitPrice: '10',
    currency: 'EUR',
    ...value,
  },
})

const orderOf = async (source: string, number = '1') =>
  (await askOwner(house, `select * from orders.orders where source = $1 and order_number = $2`, [source, number]))[0]
const linesOf = async (source: string) =>
  await askOwner(
    house,
    `select l.* from orders.lines l join orders.orders o using (customer_id, order_id) where o.source = $1 order by line_no`,
    [source],
  )
const toldOf = async (source: string) =>
  await askOwner(house, `select * from customers.interactions where source = $1 order by occurred_at`, [source])

test('equal lines of one order are two lines', async () => {
  await importAll(house, [row({}), row({}, 3)], { source: 'equal' })
  assert.equal((await linesOf('equal')).length, 2)
  const again = await importAll(house, [row({}), row({}, 3), row({}, 4)], { source: 'equal' })
  assert.deepEqual([again.new, again.unchanged], [1, 2])
})

test('a newer version of the file moves the state, keeps what it does not say, and can be taken back', async () => {
  await importAll(house, [row({ status: 'paid', channel: 'web' })], { source: 'state' })
  const delivered = row({ status: 'delivered', deliveredAt: new Date('2024-03-04T10:00:00Z') })
  const second = await importAll(house, [delivered], { source: 'state' })
  assert.deepEqual([second.new, second.changed, second.unchanged], [0, 1, 0])
  const order = await orderOf('state')
  assert.deepEqual([order.status, order.channel, order.delivered_at], ['delivered', 'web', delivered.value.deliveredAt])
  await revertAll(house, second.runId)
  assert.deepEqual([(await orderOf('state')).status, (await orderOf('state')).delivered_at], ['paid', null])
})

test('a changed line of the same product is changed, not added', async () => {
  await importAll(house, [row({ quantity: '2' }), row({ sku: 'CUP' }, 3)], { source: 'line' })
  const outcome = await importAll(house, [row({ quantity: '3' })], { source: 'line' })
  assert.deepEqual([outcome.new, outcome.changed], [0, 1])
  assert.deepEqual(
    (await linesOf('line')).map((line) => [line.sku, line.quantity]),
    [
      ['TEA', '3.000'],
      ['CUP', '1.000'],
    ],
  )
  assert.equal((await orderOf('line')).revenue_micro, 40_000_000n)
})

test('a correction adds its line once and replaces nothing', async () => {
  await importAll(house, [row({})], { source: 'fix' })
  const fixed = row({ quantity: '5', correctionOf: 'run:7' })
  assert.equal((await importAll(house, [fixed], { source: 'fix' })).new, 1)
  assert.equal((await importAll(house, [fixed], { source: 'fix' })).unchanged, 1)
  assert.deepEqual(
    (await linesOf('fix')).map((line) => line.quantity),
    ['1.000', '5.000'],
  )
})

test('prices with many decimals stay exact; half a millionth goes up, away from zero', async () => {
  await importAll(
    house,
    [row({ quantity: '0.5', unitPrice: '0.000001' }), row({ sku: 'B', quantity: '-0.5', unitPrice: '0.000001' }, 3)],
    { source: 'exact' },
  )
  assert.deepEqual(
    (await linesOf('exact')).map((line) => line.revenue_micro),
    [1n, -1n],
  )
})

test('a row in another currency than its order is refused by name', async () => {
  const outcome = await importAll(house, [row({}), row({ currency: 'USD' }, 3)], { source: 'money' })
  assert.deepEqual(outcome.refused, [
    { line: 3, column: 'currency', value: 'USD', reason: 'currency_differs_in_order' },
  ])
  assert.equal(outcome.new, 1)
  const later = await importAll(house, [row({ currency: 'USD' }, 9)], { source: 'money' })
  assert.deepEqual([later.new, later.refused.length], [0, 1])
})

test('sale, return and cancellation stand on the timeline, once', async () => {
  const source = 'told'
  const rows = [
    row({ orderNumber: 'S' }),
    row({ orderNumber: 'R', quantity: '-1', orderedAt: new Date('2024-03-02T10:00:00Z') }, 3),
    row({ orderNumber: 'X', status: 'cancelled', orderedAt: new Date('2024-03-03T10:00:00Z') }, 4),
  ]
  await importAll(house, rows, { source })
  await importAll(house, rows, { source })
  const told = await toldOf(source)
  assert.deepEqual(
    told.map((entry) => [entry.kind, entry.subject, entry.data.revenue]),
    [
      ['order', 'S', '10.00'],
      ['return', 'R', '-10.00'],
      ['cancellation', 'X', '10.00'],
    ],
  )
  const { runId } = await importAll(house, [row({ orderNumber: 'S', status: 'cancelled' })], { source })
  assert.equal((await toldOf(source))[0].kind, 'cancellation')
  await revertAll(house, runId)
  assert.equal((await toldOf(source))[0].kind, 'order')
})

test('an anonymous sale has no timeline and passes to whom a later file names', async () => {
  const source = 'anonymous'
  const first = await importAll(house, [row({ customerRef: null })], { source })
  assert.equal(first.anonymous, 1)
  assert.equal((await orderOf(source)).is_anonymous, true)
  assert.equal((await toldOf(source)).length, 0)
  const second = await importAll(house, [row({})], { source })
  assert.deepEqual([second.changed, second.anonymous], [1, 0])
  assert.equal((await orderOf(source)).is_anonymous, false)
  assert.equal((await linesOf(source)).length, 1)
  assert.equal((await toldOf(source)).length, 1)
  await revertAll(house, second.runId)
  assert.equal((await orderOf(source)).is_anonymous, true)
  assert.equal((await toldOf(source)).length, 0)
})

test('the shop of a row is the unit of that name; an unknown one is the company, its name kept', async () => {
  await askOwner(
    house,
    `insert into team.units (unit_id, parent_id, path, kind, name) values (77, 1, '{1,77}', 'shop', 'Harbour')`,
  )
  await importAll(house, [row({ shop: 'Harbour' }), row({ orderNumber: '2', shop: 'Nowhere' }, 3)], { source: 'shop' })
  assert.equal((await orderOf('shop')).unit_id, 77)
  assert.deepEqual([(await orderOf('shop', '2')).unit_id, (await orderOf('shop', '2')).shop], [1, 'Nowhere'])
})

test('a sale that its shop calls returned counts for nothing; a credit note takes back', async () => {
  const source = 'returned'
  await importAll(
    house,
    [row({ status: 'returned' }), row({ orderNumber: 'C2', status: 'returned', quantity: '-1' }, 3)],
    {
      source,
    },
  )
  assert.deepEqual([(await orderOf(source)).kind, (await orderOf(source)).counts], ['sale', false])
  assert.deepEqual([(await orderOf(source, 'C2')).kind, (await orderOf(source, 'C2')).counts], ['return', true])
})

test('what a return brings back is taken from the sale, whichever comes first', async () => {
  const source = 'back'
  const customerRef = 'bernd'
  const back = row({ customerRef, orderNumber: 'R', quantity: '-3', orderedAt: new Date('2024-03-09T10:00:00Z') })
  await importAll(house, [back], { source })
  await importAll(house, [row({ customerRef, quantity: '3', discountMicro: 6_000_000n })], { source })
  assert.equal((await orderOf(source)).taken_back_micro, 24_000_000n)
  const rows = await askOwner(
    house,
    `select f.orders, f.revenue_micro, f.returns from facts.customer_orders f join customers.identities i using (customer_id)
     where i.value = 'bernd'`,
  )
  assert.deepEqual(rows, [{ orders: 0n, revenue_micro: -6_000_000n, returns: 1n }])
})
