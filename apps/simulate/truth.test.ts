import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Life, liveLife } from './life.ts'
import { lineNet } from './line-net.ts'
import { makeShop } from './shop.ts'
import { readSimulateOptions } from './simulate-options.ts'
import { trueRules } from './true-rules.ts'
import { Truth } from './truth.ts'

const until2024 = { customers: 4000, from: '2022-01-01', to: '2024-12-31', seed: 3, interactionsPerCustomer: 0 }

function lives(options: Parameters<typeof readSimulateOptions>[0], see: (life: Life) => void) {
  const shop = makeShop(readSimulateOptions(options))
  for (let index = 0; index < options.customers; index++) see(liveLife(shop, index, false))
  return shop
}

test('what truth.json expects of the next year is what the same customers then do', () => {
  const truth = new Truth(makeShop(readSimulateOptions(until2024)))
  lives(until2024, (life) => truth.add(life))
  const { customers } = truth.report({})
  assert.equal(customers.length, 4000)
  const cut = Date.parse('2025-01-01') / 1000
  const next = new Map<string, { orders: number; yuan: number }>()
  lives({ ...until2024, to: '2025-12-31', acquireUntil: '2024-12-31' }, ({ person, orders }) => {
    const later = orders.filter((order) => order.second >= cut)
    const lines = later.filter((order) => order.status !== 'cancelled').flatMap((order) => order.lines)
    next.set(person.ref, {
      orders: later.filter((order) => order.kind === 'sale').length,
      yuan: lines.reduce((sum, line) => sum + lineNet(line) / 1_000_000, 0),
    })
  })
  let expected = { orders: 0, yuan: 0 }
  let happened = { orders: 0, yuan: 0 }
  for (const customer of customers) {
    const came = next.get(customer.ref) ?? { orders: 0, yuan: 0 }
    if (!customer.aliveAtEnd) assert.equal(came.orders, 0, customer.ref)
    expected = { orders: expected.orders + customer.expectedOrders, yuan: expected.yuan + customer.expectedRevenueYuan }
    happened = { orders: happened.orders + came.orders, yuan: happened.yuan + came.yuan }
  }
  const ratios = [happened.orders / expected.orders, happened.yuan / expected.yuan]
  for (const ratio of ratios) assert.ok(ratio > 0.93 && ratio < 1.07, String(ratios))
})

test('the true rules can be found again: confidence at least as stated, lift well above one', () => {
  let baskets = 0
  const single = new Map<string, number>()
  const together = new Map<string, number>()
  const shop = lives(until2024, ({ orders }) => {
    for (const order of orders) {
      if (order.kind !== 'sale') continue
      baskets++
      const codes = new Set(order.lines.filter((line) => line.quantity > 0).map((line) => line.product.sku.slice(0, 3)))
      for (const code of codes) single.set(code, (single.get(code) ?? 0) + 1)
      for (const { bought, added } of trueRules) {
        if (codes.has(bought) && codes.has(added)) together.set(bought + added, (together.get(bought + added) ?? 0) + 1)
      }
    }
  })
  assert.ok(shop.rules.flat().length === trueRules.length)
  for (const { bought, added, probability } of trueRules) {
    const confidence = (together.get(bought + added) ?? 0) / (single.get(bought) ?? 1)
    const lift = confidence / ((single.get(added) ?? 1) / baskets)
    assert.ok(confidence > probability - 0.03, `${bought} → ${added}: ${confidence}`)
    assert.ok(lift > 1.5, `${bought} → ${added}: lift ${lift}`)
  }
})

test('a great shop names only a sample of its customers, and says so', () => {
  const shop = makeShop(readSimulateOptions({ ...until2024, customers: 25_000 }))
  const truth = new Truth(shop)
  for (let index = 0; index < 30; index++) truth.add(liveLife(shop, index, false))
  const { sampledCustomers, customers } = truth.report({})
  assert.deepEqual(sampledCustomers, { every: 3, of: 25_000, listed: 10 })
  assert.equal(customers.length, 10)
})
