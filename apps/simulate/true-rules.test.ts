import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findRules } from '#modules/insight/baskets/compute/find-rules.ts'
import { frequentSets } from '#modules/insight/baskets/compute/frequent-sets.ts'
import { isClear } from '#modules/insight/baskets/compute/is-clear.ts'
import { numberBaskets } from '#modules/insight/baskets/compute/number-baskets.ts'
import { liveLife } from './life.ts'
import { makeShop } from './shop.ts'
import { readSimulateOptions } from './simulate-options.ts'
import { trueRules } from './true-rules.ts'

const CUSTOMERS = 3000

test('mining finds every true rule of the made-up shop, beyond chance, at the probability it was given', () => {
  const shop = makeShop(readSimulateOptions({ customers: CUSTOMERS, from: '2023-01-01', to: '2025-12-31', seed: 5 }))
  const lives = Array.from({ length: CUSTOMERS }, (_, index) => liveLife(shop, index, false))
  const orders = lives.flatMap((life) => life.orders).filter((order) => order.kind === 'sale')
  const codeOf = (categoryIndex: number) => shop.categories[categoryIndex]?.plan.code ?? ''
  const { baskets, names } = numberBaskets(
    orders.map((order) => order.lines.map(({ product }) => codeOf(product.categoryIndex))),
  )
  const sets = frequentSets(baskets, 5, { longest: 2 })
  assert.ok(sets)
  const rules = findRules(sets, orders.length, 0)
  for (const { bought, added, probability } of trueRules) {
    const rule = rules.find(({ left, right }) => names[left[0] ?? -1] === bought && names[right] === added)
    assert.ok(rule && isClear(rule), `${bought} → ${added}`)
    // Others of them buy both for reasons of their own, so the share is that or more, within three standard errors.
    const error = Math.sqrt((probability * (1 - probability)) / rule.leftOrders)
    assert.ok(rule.confidence >= probability - 3 * error, `${bought} → ${added}: ${rule.confidence} of ${probability}`)
    assert.ok(rule.lift > 1.5, `${bought} → ${added}: lift ${rule.lift}`)
  }
})
