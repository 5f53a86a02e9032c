import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { askOwner } from '../testing/ask-owner.ts'
import { openOrdersHouse } from '../testing/orders-house.ts'

const { house, app } = await openOrdersHouse()
await askOwner(
  house,
  `insert into team.units (unit_id, parent_id, path, kind, name) values
  (21, 1, '{1,21}', 'dealer', 'North'), (22, 1, '{1,22}', 'dealer', 'South')`,
)

const ALL = ['orders.read', 'orders.write', 'orders.profit']
const keyOf = (permissions: string[], unitIds: number[] | null = null, masked: string[] = []) =>
  house.asSystem('test', async (ctx) => (await addApiKey(ctx, { name: 'test', permissions, unitIds, masked })).key)
const boss = await keyOf(ALL)
const north = await keyOf(['orders.read', 'orders.write'], [21])
const south = await keyOf(['orders.read', 'orders.write'], [22])
const reader = await keyOf(['orders.read'], null, ['name'])

async function ask(
  method: 'GET' | 'POST',
  url: string,
  body?: unknown,
  { key = boss, once }: { key?: string; once?: string } = {},
) {
  const answer = await app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${key}`, ...(once && { 'idempotency-key': once }) },
    ...(body !== undefined && { payload: body as object }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

const tea = { sku: 'TEA', productName: 'Green tea', quantity: '3', unitPrice: '10', discount: '3', unitCost: '4' }
const order = (more: object = {}) => ({
  customer: { customerRef: 'anna', name: '张三' },
  currency: 'EUR',
  lines: [tea],
  ...more,
})
const place = async (more: object = {}, key = boss) => (await ask('POST', '/api/orders', order(more), { key })).body

test('an order is placed, told and found with its lines, profit and steps', async () => {
  const placed = await ask('POST', '/api/orders', order({ orderNumber: 'A-1', channel: 'web' }))
  assert.equal(placed.status, 201)
  assert.equal(placed.body.revenue, '27.00')
  const { body } = await ask('GET', `/api/orders/${placed.body.orderId}`)
  assert.equal(body.customer.name, '张三')
  assert.deepEqual([body.goods, body.discount, body.revenue, body.items[0].cost], ['30.00', '3.00', '27.00', '12.00'])
  assert.deepEqual(body.profit, { currency: 'EUR', revenue: '27.00', cost: '12.00', serving: '0.00', profit: '15.00' })
  assert.deepEqual(body.steps, ['pay', 'ship', 'cancel'])
  const rows = await askOwner(house, `select kind, data from customers.interactions where interaction_id = $1`, [
    placed.body.orderId,
  ])
  assert.deepEqual(rows, [
    {
      kind: 'order',
      data: { orderId: placed.body.orderId, orderNumber: 'A-1', revenue: '27.00', currency: 'EUR', lines: 1 },
    },
  ])
  const events = await askOwner(
    house,
    `select payload from core.events where name = 'orders.order.placed' and customer_id = $1`,
    [placed.body.customerId],
  )
  assert.deepEqual(events[0].payload, {
    orderId: placed.body.orderId,
    orderNumber: 'A-1',
    revenueMicro: '27000000',
  })
})

test('the same number again is refused; the same request again is answered again', async () => {
  await place({ orderNumber: 'B-1' })
  const again = await ask('POST', '/api/orders', order({ orderNumber: 'B-1' }))
  assert.deepEqual([again.status, again.body.code], [409, 'order_number_taken'])
  const hidden = await ask('POST', '/api/orders', order({ orderNumber: 'B-1', customer: {} }), { key: north })
  assert.deepEqual([hidden.status, hidden.body.code], [409, 'order_number_taken'])
  const first = await ask('POST', '/api/orders', order(), { once: 'order-once-1' })
  const second = await ask('POST', '/api/orders', order(), { once: 'order-once-1' })
  assert.deepEqual(first, second)
  const ten = await Promise.all(
    Array.from({ length: 10 }, () => ask('POST', '/api/orders', order({ orderNumber: 'B-2' }))),
  )
  assert.equal(ten.filter((answer) => answer.status === 201).length, 1)
  assert.ok(ten.every((answer) => answer.status === 201 || answer.body.code === 'order_number_taken'))
})

test('wrong orders are refused by name', async () => {
  const code = async (more: object) => (await ask('POST', '/api/orders', order(more))).body.code
  assert.equal(await code({ customer: { customerId: '01890000-0000-7000-8000-000000000000' } }), 'customer_not_found')
  assert.equal(await code({ orderedAt: '2999-01-01T00:00:00Z' }), 'ordered_in_future')
  assert.equal(
    await code({ lines: [{ ...tea, quantity: '999999999', unitPrice: '999999999999' }] }),
    'amount_out_of_range',
  )
  assert.equal(await code({ lines: [{ ...tea, quantity: '-1' }] }), 'invalid_input')
  assert.equal(await code({ role: 'owner' }), 'invalid_input')
  assert.equal(await code({ lines: [{ ...tea, quantity: '1e3' }] }), 'invalid_input')
  const large = await ask(
    'POST',
    '/api/orders',
    order({ lines: [tea, { ...tea, quantity: '999999999', unitPrice: '999999999999' }] }),
  )
  assert.equal(large.body.details.field, 'lines.1.unitPrice', 'a form can mark it')
})

test('steps follow the rules and stand on the timeline', async () => {
  const { orderId } = await place()
  const step = (name: string) => ask('POST', `/api/orders/${orderId}/steps`, { step: name })
  assert.equal((await step('deliver')).body.code, 'order_step_not_allowed')
  assert.equal((await step('ship')).body.status, 'shipped')
  assert.deepEqual([(await step('cancel')).status, (await step('ship')).status], [409, 409])
  const delivered = await step('deliver')
  assert.deepEqual([delivered.body.status, delivered.body.steps], ['delivered', ['complete']])
  const rows = await askOwner(
    house,
    `select kind, direction from customers.interactions where data->>'orderId' = $1 and kind <> 'order' order by occurred_at, kind desc`,
    [orderId],
  )
  assert.deepEqual(rows, [
    { kind: 'shipment', direction: 'outbound' },
    { kind: 'delivery', direction: 'outbound' },
  ])
  const missing = await ask('POST', '/api/orders/01890000-0000-7000-8000-000000000000/steps', { step: 'ship' })
  assert.deepEqual([missing.status, missing.body.code], [404, 'order_not_found'])
})

test('a cancelled order counts no more', async () => {
  const { orderId, customerId } = await place({ customer: { customerRef: 'carl' } })
  const counted = async () =>
    await askOwner(house, 'select orders from facts.customer_orders where customer_id = $1', [customerId])
  assert.deepEqual(await counted(), [{ orders: 1n }])
  await ask('POST', `/api/orders/${orderId}/steps`, { step: 'cancel', reason: 'by mistake' })
  assert.deepEqual(await counted(), [])
  const { body } = await ask('GET', `/api/orders/${orderId}`)
  assert.deepEqual([body.counts, body.reason, body.steps], [false, 'by mistake', []])
})

test('goods come back once, at the price that was paid, and to the last cent', async () => {
  const { orderId } = await place({
    customer: { customerRef: 'dora' },
    status: 'completed',
    lines: [{ ...tea, discount: '1' }],
  })
  const back = (lines: object[]) => ask('POST', `/api/orders/${orderId}/returns`, { lines })
  assert.equal((await back([{ lineNo: 1, quantity: '4' }])).body.code, 'more_than_sold')
  assert.equal((await back([{ lineNo: 2, quantity: '1' }])).body.code, 'line_not_found')
  assert.equal((await back([{ lineNo: 1, quantity: '0' }])).body.code, 'nothing_returned')
  const first = await back([{ lineNo: 1, quantity: '1' }])
  assert.deepEqual([first.status, first.body.revenue], [201, '-9.666667'])
  assert.equal((await back([{ lineNo: 1, quantity: '2' }])).body.revenue, '-19.333333')
  assert.equal((await back([{ lineNo: 1, quantity: '1' }])).body.code, 'more_than_sold')
  const { body } = await ask('GET', `/api/orders/${orderId}`)
  assert.deepEqual([body.takenBack, body.items[0].returnable, body.related.length], ['29.00', '0', 2])
  const returned = await ask('GET', `/api/orders/${first.body.orderId}`)
  assert.deepEqual(
    [returned.body.kind, returned.body.mayReturn, returned.body.related[0].orderId],
    ['return', false, orderId],
  )
  const open = await place()
  assert.equal(
    (await ask('POST', `/api/orders/${open.orderId}/returns`, { lines: [{ lineNo: 1, quantity: '1' }] })).body.code,
    'order_not_returnable',
  )
})

test('ten returns of the same piece at once: one is taken', async () => {
  const { orderId } = await place({ status: 'completed', lines: [{ ...tea, quantity: '1' }] })
  const answers = await Promise.all(
    Array.from({ length: 10 }, () =>
      ask('POST', `/api/orders/${orderId}/returns`, { lines: [{ lineNo: 1, quantity: '1' }] }),
    ),
  )
  assert.equal(answers.filter((answer) => answer.status === 201).length, 1)
})

test('a dealer sees and changes the orders of their unit only', async () => {
  const mine = await place({ shop: 'North', customer: { customerRef: 'emil' } }, north)
  const list = async (key: string) =>
    (await ask('GET', '/api/orders?limit=200', undefined, { key })).body.items.map(
      (item: { orderId: string }) => item.orderId,
    )
  assert.deepEqual(await list(north), [mine.orderId])
  assert.deepEqual(await list(south), [])
  const ofNorth = await ask('GET', '/api/orders?unit=21', undefined, { key: south })
  assert.deepEqual(ofNorth.body.items, [])
  assert.equal((await ask('GET', '/api/orders?unit=21', undefined, { key: north })).body.items.length, 1)
  assert.equal((await ask('GET', `/api/orders/${mine.orderId}`, undefined, { key: south })).status, 404)
  assert.equal((await ask('POST', `/api/orders/${mine.orderId}/steps`, { step: 'ship' }, { key: south })).status, 404)
  assert.equal(
    (
      await ask(
        'POST',
        `/api/orders/${mine.orderId}/returns`,
        { lines: [{ lineNo: 1, quantity: '1' }] },
        { key: south },
      )
    ).status,
    404,
  )
  assert.equal((await ask('POST', `/api/orders/${mine.orderId}/steps`, { step: 'ship' }, { key: north })).status, 200)
  const { body } = await ask('GET', `/api/orders/${mine.orderId}`, undefined, { key: north })
  assert.deepEqual([body.profit, body.items[0].cost], [null, null])
})

test('a masked name stays masked', async () => {
  const { orderId } = await place({ customer: { customerRef: 'fang', name: '方世玉' } })
  const { body } = await ask('GET', `/api/orders/${orderId}`, undefined, { key: reader })
  assert.notEqual(body.customer.name, '方世玉')
  assert.equal((await ask('POST', '/api/orders', order(), { key: reader })).status, 403)
})

test('an order stands in the unit that was named, if the caller works there', async () => {
  const unitOf = async (placed: { orderId: string }) => (await ask('GET', `/api/orders/${placed.orderId}`)).body.unitId
  assert.equal(await unitOf(await place({ unitId: 22 })), 22)
  assert.equal(await unitOf(await place({ unitId: 22, shop: 'North' })), 22, 'wins over the name of the shop')
  const { body } = await ask('GET', `/api/orders/${(await place({ shop: 'North' })).orderId}`)
  assert.equal(await unitOf(await place({ unitId: 22, customer: { customerId: body.customer.id } })), 22)
  for (const [unitId, key] of [
    [21, south],
    [999, boss],
  ] as const) {
    const refused = await ask('POST', '/api/orders', order({ unitId }), { key })
    assert.deepEqual([refused.status, refused.body.code, refused.body.details.field], [400, 'unit_not_open', 'unitId'])
  }
})

test('a customer without a name is called by what stands in for it', async () => {
  const { orderId } = await place({ customer: { customerRef: 'K-77' }, orderNumber: 'NAMELESS-1' })
  assert.equal((await ask('GET', `/api/orders/${orderId}`)).body.customer.name, 'K-77')
  const { items } = (await ask('GET', '/api/orders?number=NAMELESS-1')).body
  assert.equal(items[0].customer.name, 'K-77')
})

test('what orders are in is offered, the company’s currency first', async () => {
  await place({ currency: 'SEK' })
  const { currencies } = (await ask('GET', '/api/order-choices')).body
  const [company] = await askOwner(house, 'select currency from facts.company_currency', [])
  assert.equal(currencies[0], company.currency)
  assert.deepEqual([...currencies].sort(), [...new Set([company.currency, 'EUR', 'SEK'])].sort())
})
