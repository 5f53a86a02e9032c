import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../../apps/rooms.ts'
import { openShops } from '../testing/open-shops.ts'
import { orderOfVendure } from './read-order.ts'

// The shop itself is asked by `npm run test:shops`; here nobody answers at its address.
const tested = await openTestHouse(rooms, { outward: { allow: ['127.0.0.1:9'] } })
const shop = await openShops(tested, {
  ...{ platform: 'vendure', source: 'vendure', address: 'http://127.0.0.1:9' },
  credentials: { username: 'u', password: 'p' },
})

function message(secondsOff: number, secret = shop.secret) {
  const payload = JSON.stringify({ changed: [{ kind: 'order', id: '7' }], at: String(secondsOff) })
  const at = new Date(Date.now() + secondsOff * 1000)
  const headers = {
    'content-type': 'application/json',
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign('msg_1', at, payload),
  }
  return { payload, headers }
}

test('E1: a message of another moment, secret or body is refused before it is read', async () => {
  assert.equal(await shop.send(message(-302)), 401, 'too old')
  assert.equal(await shop.send(message(302)), 401, 'of the future')
  assert.equal(await shop.send(message(0, `whsec_${Buffer.from('another').toString('base64')}`)), 401, 'another secret')
  const good = message(0)
  assert.equal(await shop.send({ ...good, payload: good.payload.replace('7', '8') }), 401, 'another body')
  const moved = { ...good.headers, 'webhook-timestamp': String(Number(good.headers['webhook-timestamp']) - 60) }
  assert.equal(await shop.send({ ...good, headers: moved }), 401, 'another moment than the signed one')
  for (const off of [-298, 0, 298]) assert.equal(await shop.send(message(off)), 200, `positive control ${off}`)
})

test('a message whose shop is away waits and says why', async () => {
  await shop.process()
  const found = await shop.rows('select distinct state, reason from shops.messages')
  assert.deepEqual(found, [{ state: 'waiting', reason: 'shop_not_reached' }])
})

test('pieces that were cancelled before they were paid back are taken back; an order in the basket is none', () => {
  const order = {
    ...{ id: '3', code: 'ABC', state: 'PaymentSettled', updatedAt: '2026-06-01T10:00:00Z', currencyCode: 'EUR' },
    orderPlacedAt: '2026-06-01T09:00:00Z',
    lines: [
      {
        ...{ id: '5', quantity: 1, orderPlacedQuantity: 3, unitPriceWithTax: 1200, proratedUnitPriceWithTax: 1000 },
        productVariant: { id: '1', sku: 'TEA', name: 'Tea' },
      },
    ],
    payments: [
      {
        refunds: [
          {
            ...{ id: '8', state: 'Settled', createdAt: '2026-06-01T09:30:00Z', total: 1000, shipping: 0, items: 1000 },
            lines: [{ orderLineId: '5', quantity: 1 }],
          },
          { id: '9', state: 'Failed', createdAt: '2026-06-01T09:40:00Z', total: 500, lines: [] },
        ],
      },
    ],
  }
  const told = orderOfVendure(order)
  assert.deepEqual(told?.says.lines, [
    { ref: '5', sku: 'TEA', name: 'Tea', quantity: '3', unitPrice: '12', discount: '6' },
  ])
  assert.deepEqual(
    told?.refunds?.map(({ refundId, lines, amount }) => [refundId, lines, amount]),
    [
      ['8', [{ of: '5', quantity: '1' }], '10'],
      ['x', [{ of: '5', quantity: '1' }], undefined],
    ],
  )
  assert.equal(orderOfVendure({ ...order, orderPlacedAt: null }), null)
})
