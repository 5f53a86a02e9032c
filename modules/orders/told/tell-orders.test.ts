import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { askOwner } from '../testing/ask-owner.ts'
import { openOrdersHouse } from '../testing/orders-house.ts'
import { histories } from '../testing/told-histories.ts'
import { forgetWaiting } from './forget-waiting.ts'
import type { OrderTelling } from './order-telling.ts'
import { tellOrders } from './tell-orders.ts'

const { house } = await openOrdersHouse()
const tell = (source: string, tellings: readonly OrderTelling[], isHistory = false) =>
  house.asSystem('test', (ctx) => tellOrders(ctx, { source, tellings, isHistory }))

/** All that stands of a source's orders, ids apart. */
async function standingOf(source: string) {
  const orders = await askOwner(
    house,
    `select o.order_number, o.ordered_at, o.status, o.kind, o.counts, o.currency, o.goods_micro, o.discount_micro,
       o.freight_micro, o.revenue_micro, o.taken_back_micro, o.lines_count, o.shipped_at, o.delivered_at, o.cancelled_at,
       o.voucher, o.is_anonymous, s.order_number as return_of, i.value_key as buyer
     from orders.orders o
     left join orders.orders s on s.customer_id = o.customer_id and s.order_id = o.return_of
     left join customers.identity_owners i on i.customer_id = o.customer_id and i.kind = 'ref'
     where o.source = $1 order by o.order_number`,
    [source],
  )
  const lines = await askOwner(
    house,
    `select o.order_number, l.line_no, l.sku, l.product_name, l.quantity, l.unit_price, l.discount_micro,
       l.freight_micro, l.revenue_micro, l.return_of_line
     from orders.lines l join orders.orders o using (customer_id, order_id)
     where o.source = $1 order by o.order_number, l.line_no`,
    [source],
  )
  const told = await askOwner(
    house,
    `select i.kind, i.direction, i.occurred_at, i.subject, i.data - 'orderId' as data, o.value_key as who
     from customers.interactions i left join customers.identity_owners o on o.customer_id = i.customer_id and o.kind = 'ref'
     where i.source = $1 order by i.occurred_at, i.subject, i.kind`,
    [source],
  )
  return { orders, lines, told }
}

/** Chops a list into batches of these sizes, again and again. */
function* batches<T>(all: readonly T[], sizes: readonly number[]): Generator<T[]> {
  for (let at = 0, nth = 0; at < all.length; nth++) {
    const size = sizes[nth % sizes.length] ?? 1
    yield all.slice(at, at + size)
    at += size
  }
}

let runs = 0
async function isSameAnyhow(inOrder: readonly OrderTelling[], anyhow: readonly OrderTelling[], sizes: number[]) {
  const run = ++runs
  for (const telling of inOrder) await tell(`line${run}`, [telling])
  for (const batch of batches(anyhow, sizes)) await tell(`heap${run}`, batch)
  const [line, heap] = [await standingOf(`line${run}`), await standingOf(`heap${run}`)]
  assert.deepEqual(heap, line)
  return line
}

test('orders stand as if every message had come once and in its time', async () => {
  let [refunds, cancelled, moved] = [0, 0, 0]
  await fc.assert(
    fc.asyncProperty(
      histories({ minLength: 1, maxLength: 4 }).chain((told) =>
        fc.tuple(
          fc.constant(told),
          fc.shuffledSubarray([...told, ...told], { minLength: told.length }),
          fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
        ),
      ),
      async ([inOrder, some, sizes]) => {
        // Each at least once.
        const { orders } = await isSameAnyhow(
          inOrder,
          [...some, ...inOrder.filter((one) => !some.includes(one))],
          sizes,
        )
        refunds += orders.filter((order) => order.kind === 'return').length
        cancelled += orders.filter((order) => order.status === 'cancelled').length
        moved += orders.filter((order) => order.buyer === 'ben' || order.buyer === 'cy').length
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 60) },
  )
  assert.ok(refunds > 5 && cancelled > 5 && moved > 2, `${refunds} refunds, ${cancelled} cancelled, ${moved} moved`)
})

test('an order is made, changed, refunded in part and cancelled', async () => {
  const says = {
    ...{ orderNumber: '#1', orderedAt: '2026-02-01T10:00:00Z', status: 'paid' as const, currency: 'EUR' },
    buyer: { customerRef: 'dora', customerName: 'Dora' },
    lines: [
      { ref: 'a', sku: 'TEA', name: 'Tea', quantity: '3', unitPrice: '10', discount: '3' },
      { ref: 'b', sku: 'CUP', name: 'Cup', quantity: '1', unitPrice: '8' },
    ],
    ...{ discount: '3.5', freight: '4.95' },
  }
  const at = (minute: number) => new Date(Date.UTC(2026, 1, 1, 10, minute))
  const first = await tell('shop', [{ externalId: '77', toldAt: at(0), says }])
  assert.deepEqual(first, { new: 1, changed: 0, refused: [] })
  const again = await tell('shop', [{ externalId: '77', toldAt: at(0), says }])
  assert.deepEqual(again, { new: 0, changed: 0, refused: [] })
  const [sale] = (await standingOf('shop')).orders
  // 27 + 8 − 3.5; the order's discount falls on its lines as 2.70 and 0.80.
  assert.deepEqual([sale.revenue_micro, sale.discount_micro, sale.freight_micro], [31_500_000n, 6_500_000n, 4_950_000n])

  const refund = { refundId: '9', at: at(5).toISOString(), lines: [{ of: 'a', quantity: '1' }], freight: '4.95' }
  await tell('shop', [{ externalId: '77', toldAt: at(5), says: {}, refunds: [refund] }])
  const { orders, lines } = await standingOf('shop')
  assert.deepEqual(
    orders.map((order) => [order.order_number, order.kind, order.revenue_micro, order.freight_micro, order.return_of]),
    [
      ['#1', 'sale', 31_500_000n, 4_950_000n, null],
      ['#1-R9', 'return', -8_100_000n, -4_950_000n, '#1'],
    ],
  )
  assert.equal(orders[0].taken_back_micro, 8_100_000n)
  assert.deepEqual([lines[2].quantity, lines[2].return_of_line, lines[2].sku], ['-1.000', 1, 'TEA'])

  await tell('shop', [
    { externalId: '77', toldAt: at(9), says: { status: 'cancelled', cancelledAt: at(9).toISOString() } },
  ])
  const after = await standingOf('shop')
  assert.deepEqual(
    after.orders.map((order) => [order.status, order.counts, order.taken_back_micro]),
    [
      ['cancelled', false, 0n],
      ['cancelled', false, 0n],
    ],
  )
  assert.deepEqual(
    after.told.map((row) => [row.kind, row.who]),
    [
      ['order', 'dora'],
      ['cancellation', 'dora'],
      ['cancellation', 'dora'],
    ],
  )
})

test('a refund that comes before its order waits for it; a message without number and lines makes no order', async () => {
  const refunds = [{ refundId: '1', at: '2026-02-01T12:00:00Z', lines: null }]
  await tell('early', [{ externalId: '5', toldAt: new Date('2026-02-01T12:00:00Z'), says: {}, refunds }])
  assert.equal((await standingOf('early')).orders.length, 0)
  const says = { orderNumber: '5', currency: 'EUR', lines: [{ sku: 'A', quantity: '2', unitPrice: '4' }] }
  await tell('early', [{ externalId: '5', toldAt: new Date('2026-02-01T11:00:00Z'), says }])
  const { orders } = await standingOf('early')
  assert.deepEqual(
    orders.map((order) => [order.order_number, order.revenue_micro]),
    [
      ['5', 8_000_000n],
      ['5-R1', -8_000_000n],
    ],
  )
})

test('an order that cannot stand as told is named, and the others stand', async () => {
  const says = (quantity: string) => ({ orderNumber: quantity, lines: [{ sku: 'A', quantity, unitPrice: '4' }] })
  const toldAt = new Date('2026-02-01T11:00:00Z')
  const outcome = await tell('odd', [
    { externalId: 'bad', toldAt, says: says('123456789012') },
    { externalId: 'good', toldAt, says: says('2') },
  ])
  assert.deepEqual(outcome, { new: 1, changed: 0, refused: [{ externalId: 'bad', reason: 'amount_out_of_range' }] })
})

test('an order that a file brought is the one its shop tells about', async () => {
  const toldAt = new Date('2026-02-01T11:00:00Z')
  const says = { orderNumber: '8', currency: 'EUR', lines: [{ sku: 'A', quantity: '2', unitPrice: '4' }] }
  await tell('both', [{ externalId: 'x8', toldAt, says }], true)
  const [{ id }] = await askOwner(house, `select order_id as id from orders.order_numbers where source = 'both'`, [])
  await askOwner(house, `delete from orders.told_orders where source = 'both'`, [])
  const outcome = await tell('both', [{ externalId: 'x8', toldAt, says: { ...says, status: 'paid' } }])
  assert.deepEqual([outcome.new, outcome.changed], [0, 1])
  const rows = await askOwner(house, `select order_id as id, status from orders.orders where source = 'both'`, [])
  assert.deepEqual(rows, [{ id, status: 'paid' }])
})

test('what was told of an order that never came is forgotten after a quarter; orders that stand keep what was told', async () => {
  const refunds = [{ refundId: '1', at: '2026-02-01T12:00:00Z', lines: null }]
  const toldAt = new Date('2026-02-01T12:00:00Z')
  await tell('lost', [{ externalId: 'never', toldAt, says: { buyer: { email: 'lost@example.com' } }, refunds }])
  const count = async (source: string) =>
    (await askOwner(house, 'select external_id from orders.told_orders where source = $1', [source])).length
  const shop = await count('shop')
  await house.asSystem('test', forgetWaiting)
  assert.equal(await count('lost'), 1, 'positive control')
  await askOwner(house, `update orders.told_orders set changed_at = now() - interval '91 days'`, [])
  await house.asSystem('test', forgetWaiting)
  assert.deepEqual([await count('lost'), await count('shop')], [0, shop])
})
