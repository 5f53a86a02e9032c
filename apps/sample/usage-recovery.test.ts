import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeSetting } from '#core/settings.ts'
import { predictionOf } from '#modules/insight/predict/step.ts'
import { openInsightHouse } from '#modules/insight/testing/insight-house.ts'
import { addCustomers } from '#modules/insight/testing/sales.ts'
import { computeUsage } from '#modules/insight/usage/compute-usage.ts'
import { addOrders, type PlainOrder } from '#modules/insight/usage/testing/add-orders.ts'
import { DEFAULT_USAGE_RULE, usageRuleSetting } from '#modules/insight/usage/usage-rule.ts'
import { OWN_BRAND } from '../simulate/catalogue.ts'
import { type Life, liveLife } from '../simulate/life.ts'
import { lineNet } from '../simulate/line-net.ts'
import { makeShop } from '../simulate/shop.ts'
import { readSimulateOptions } from '../simulate/simulate-options.ts'

const CUSTOMERS = 1200
const TRUE_WORD = { brand_loyal: 'brand-loyal', store_brand: 'store-brand', switching: 'switching', unknown: '' }

const { house } = await openInsightHouse()
const owner = house.database.owner
const plan = readSimulateOptions({
  customers: CUSTOMERS,
  from: '2023-12-01',
  to: '2026-11-30',
  seed: 7,
  interactionsPerCustomer: 0,
})
const shop = makeShop(plan)
const lives = Array.from({ length: CUSTOMERS }, (_, index) => liveLife(shop, index, false))
const ids = await addCustomers(
  owner,
  lives.map(({ person }) => person.ref),
)

function ordersOf({ person, orders }: Life): PlainOrder[] {
  return orders.map((order) => ({
    customerId: ids.get(person.ref) ?? '',
    at: new Date(order.second * 1000).toISOString(),
    kind: order.kind === 'sale' ? 'sale' : 'return',
    cancelled: order.status === 'cancelled',
    lines: order.lines.map((line) => ({
      category: line.product.category,
      brand: line.product.brand,
      quantity: line.quantity,
      revenue: lineNet(line) / 1_000_000,
    })),
  }))
}

test('the classes agree with how the simulated customers truly choose, the more purchases the surer', async () => {
  await addOrders(owner, lives.flatMap(ordersOf))
  const rule = {
    ...DEFAULT_USAGE_RULE,
    days: 1095,
    loyalty: { ...DEFAULT_USAGE_RULE.loyalty, storeBrands: [OWN_BRAND[0]] },
  }
  await house.asSystem('test', (ctx) => changeSetting(ctx, usageRuleSetting, rule))
  await computeUsage(house, predictionOf(house, '2026-11-30', new AbortController().signal))
  // Makers differ from category to category, so only within a leaf is there one favourite.
  const { rows } = await owner.query<{ name: string; loyalty: keyof typeof TRUE_WORD; branded: number }>(`
    select c.name, u.loyalty, u.branded from insight.usage u join customers.customers c using (customer_id)
    where array_length(string_to_array(u.category, '/'), 1) = 3`)
  const truth = new Map(lives.map(({ person, buyer }) => [person.ref, buyer.loyalty]))
  const agreement = (least: number) => {
    const told = rows.filter(({ branded, loyalty }) => branded >= least && loyalty !== 'unknown')
    const right = told.filter(({ name, loyalty }) => TRUE_WORD[loyalty] === truth.get(name))
    return { told: told.length, share: right.length / told.length }
  }
  const [all, more, many] = [agreement(3), agreement(5), agreement(8)]
  const found = JSON.stringify({ all, more, many })
  assert.ok(many.told > 300, found)
  assert.ok(all.share > 0.84 && more.share > 0.9 && many.share > 0.94, found)
  assert.ok(
    rows.every(({ branded, loyalty }) => branded < 3 === (loyalty === 'unknown')),
    'no class of too few',
  )
})
