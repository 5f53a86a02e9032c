import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWithoutGoods, orderOfEvent } from './order-of-event.ts'
import { type ReadEvent, readEvent } from './read-event.ts'

const receivedAt = new Date('2026-03-01T12:00:00Z')
function told(event: string, properties: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const raw = { type: 'track', messageId: 'm-1', userId: 'u1', event, properties, ...more }
  const timed = { timestamp: '2026-03-01T11:00:00Z', sentAt: receivedAt.toISOString(), ...raw }
  const read = readEvent(timed, { receivedAt, sentAt: null })
  assert.equal(typeof read, 'object', String(read))
  return orderOfEvent(read as ReadEvent, 'web')
}

test('an order with its lines, discount and freight', () => {
  const telling = told('Order Completed', {
    ...{ order_id: 50314, revenue: 25, shipping: 3, discount: 2.5, currency: 'usd', coupon: 'hasbros' },
    products: [
      { product_id: 'p1', sku: 'G-32', name: 'Monopoly', price: 19, quantity: 1, category: 'Games' },
      { product_id: 'p2', name: 'UNO', price: '8.50' },
    ],
  })
  assert.deepEqual(telling?.says, {
    orderNumber: '50314',
    buyer: { customerRef: 'u1' },
    lines: [
      { sku: 'G-32', name: 'Monopoly', category: 'Games', quantity: '1', unitPrice: '19' },
      { sku: 'p2', name: 'UNO', quantity: '1', unitPrice: '8.5' },
    ],
    currency: 'USD',
    discount: '2.5',
    freight: '3',
    voucher: 'hasbros',
    channel: 'web',
    status: 'placed',
    orderedAt: '2026-03-01T11:00:00.000Z',
  })
})

test('what was paid stands where there are no products, or none with a price', () => {
  assert.equal(told('Order Completed', { order_id: '1', total: 33, shipping: 3, tax: 5 })?.says.total, '25')
  const lines = told('Order Completed', { order_id: '1', revenue: 25, products: [{ sku: 'A' }] })?.says.lines
  assert.deepEqual(lines, [
    { sku: 'A', quantity: '1', unitPrice: '0' },
    { quantity: '1', unitPrice: '25' },
  ])
})

test('refunds of all and of some, and a cancelling', () => {
  assert.deepEqual(told('Order Refunded', { order_id: '1', total: 30 })?.refunds, [
    { refundId: 'all', at: '2026-03-01T11:00:00.000Z', lines: null },
  ])
  const some = told('Order Refunded', {
    order_id: '1',
    refund_id: 'r7',
    products: [{ sku: 'A', quantity: 2 }, { sku: '' }],
  })
  assert.deepEqual(some?.refunds?.[0]?.lines, [{ of: 'A', quantity: '2' }])
  assert.deepEqual(
    [some?.refunds?.[0]?.refundId, some?.says],
    ['r7', { orderNumber: '1', buyer: { customerRef: 'u1' } }],
  )
  const off = told('Order Cancelled', { order_id: '1' })
  assert.deepEqual([off?.says.status, off?.says.cancelledAt, off?.rank], ['cancelled', '2026-03-01T11:00:00.000Z', 3])
})

test('other events, and orders without an id, tell of no order', () => {
  assert.equal(told('Product Viewed', { order_id: '1' }), null)
  assert.equal(told('Order Completed', { total: 3 }), null)
})

test('a browser names the buyer only where nothing better does', () => {
  const by = (more: Record<string, unknown>, properties = {}) =>
    told('Order Completed', { order_id: '1', ...properties }, { anonymousId: 'a1', ...more })?.says.buyer
  assert.deepEqual(by({ userId: null }), { visitorId: 'a1' })
  assert.deepEqual(by({ userId: null }, { email: 'x@example.com' }), { email: 'x@example.com' })
  assert.deepEqual(by({}), { customerRef: 'u1' })
})

test('what was paid less than the lines come to is a discount; an order that says nothing of goods says so', () => {
  const products = [{ sku: 'A', price: 10, quantity: 3 }]
  const says = (properties: Record<string, unknown>) =>
    told('Order Completed', { order_id: '1', products, ...properties })?.says
  assert.equal(says({ revenue: 25 })?.discount, '5')
  assert.equal(says({ revenue: 30 })?.discount, undefined)
  assert.equal(says({ revenue: 40 })?.discount, undefined, 'more than the lines: freight or tax')
  assert.equal(says({ revenue: 25, discount: 2 })?.discount, '2', 'a named discount is the discount')
  const raw = {
    type: 'track',
    userId: 'u',
    event: 'Order Completed',
    properties: { order_id: '1', revenue: 'abc', products: 'x' },
  }
  const event = readEvent(raw, { receivedAt, sentAt: null }) as ReadEvent
  const telling = orderOfEvent(event, 'web')
  assert.ok(telling && isWithoutGoods(event, telling))
})
