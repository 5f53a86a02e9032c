import assert from 'node:assert/strict'
import { test } from 'node:test'
import { companyCurrency } from '#core/company.ts'
import type { ImportRow } from '#core/files/import-batch.ts'
import { changeSetting } from '#core/settings.ts'
import type { OrderLineRow } from '../import/order-line-row.ts'
import { askOwner } from '../testing/ask-owner.ts'
import { importAll } from '../testing/import-all.ts'
import { openOrdersHouse } from '../testing/orders-house.ts'
import { countCurrencies } from './count-currencies.ts'
import { exchangeRates } from './exchange-rates.ts'
import { servingRates } from './serving-rates.ts'

const { house } = await openOrdersHouse()

const row = (orderNumber: string, more: Partial<OrderLineRow>): ImportRow<OrderLineRow> => ({
  line: 2,
  value: {
    ...{ orderNumber, orderedAt: new Date('2024-03-01T10:00:00Z'), customerRef: 'anna', sku: 'TEA' },
    ...{ quantity: '1', unitPrice: '10', unitCost: '4', currency: 'EUR' },
    ...more,
  },
})

await importAll(house, [
  row('1', {}),
  row('2', { voucher: 'MAY', freightMicro: 5_000_000n }),
  row('3', { currency: 'USD', unitPrice: '8' }),
  row('4', { quantity: '-1', orderedAt: new Date('2024-03-05T10:00:00Z') }),
])
await house.asSystem('test', countCurrencies)

const ofCustomer = async () => (await askOwner(house, 'select * from facts.customer_orders'))[0]
const set = <T>(setting: Parameters<typeof changeSetting<T>>[1], value: T) =>
  house.asSystem('test', (ctx) => changeSetting(ctx, setting, value))

test("the company's currency is the one most orders are in; others are counted and named", async () => {
  assert.deepEqual(await askOwner(house, 'select * from facts.company_currency'), [{ currency: 'EUR' }])
  assert.deepEqual(await askOwner(house, 'select * from facts.unconverted_currencies'), [
    { currency: 'USD', orders: 1n },
  ])
  const { orders, revenue_micro, cost_micro, returns } = await ofCustomer()
  // Order 2 was taken back: the latest earlier sale of the same product.
  assert.deepEqual(
    { orders, revenue_micro, cost_micro, returns },
    { orders: 2n, revenue_micro: 10_000_000n, cost_micro: 4_000_000n, returns: 1n },
  )
})

test('with a rate the money of another currency joins', async () => {
  await set(exchangeRates, { USD: '0.925' })
  assert.equal((await ofCustomer()).revenue_micro, 17_400_000n)
  assert.deepEqual(await askOwner(house, 'select * from facts.unconverted_currencies'), [])
  const profits = await askOwner(
    house,
    `select p.revenue_micro, p.cost_micro, p.profit_micro, p.currency from facts.order_profit p
    join facts.orders o using (customer_id, order_id) where o.order_number = '3'`,
  )
  assert.deepEqual(profits, [
    { revenue_micro: 7_400_000n, cost_micro: 3_700_000n, profit_micro: 3_700_000n, currency: 'EUR' },
  ])
  await set(companyCurrency, 'USD')
  assert.equal((await ofCustomer()).revenue_micro, 8_000_000n)
  await set(companyCurrency, 'auto')
})

test('serving costs nothing until the company says what it costs', async () => {
  const costs = async () =>
    (await askOwner(house, 'select cost_to_serve_micro from facts.customer_costs'))[0]?.cost_to_serve_micro
  assert.equal(await costs(), 0n)
  await set(servingRates, {
    perReturn: '3.5',
    perCall: '2',
    perComplaint: '9',
    perMail: '0',
    perVoucher: '0.25',
    shippingShare: '0.2',
  })
  assert.equal(await costs(), 3_500_000n + 250_000n + 1_000_000n)
  await askOwner(house, `select customers.ensure_interaction_months('2024-03-01', '2024-03-02')`)
  await askOwner(
    house,
    `insert into customers.interactions (customer_id, occurred_at, interaction_id, unit_id, channel, kind, direction, source)
    select customer_id, '2024-03-02', core.uuid7(), 1, 'phone', k, 'inbound', 'test'
    from customers.customers, unnest('{call,call,complaint,mail}'::text[]) k where stage <> 'anonymous'`,
  )
  assert.equal(await costs(), 4_750_000n + 4_000_000n + 9_000_000n)
  const [profit] = await askOwner(
    house,
    `select p.serving_micro, p.profit_micro from facts.order_profit p
    join facts.orders o using (customer_id, order_id) where o.order_number = '2'`,
  )
  assert.deepEqual(profit, { serving_micro: 1_250_000n, profit_micro: 4_750_000n })
})
