import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { predictCustomers } from '#modules/insight/purchases/compute/predict-customers.ts'
import type { Predicted } from '#modules/insight/purchases/compute/predicted.ts'
import { measureCoverage } from '#modules/insight/purchases/testing/measure-coverage.ts'
import { predictInputAt } from '#modules/insight/purchases/testing/predict-input-at.ts'
import type { PurchaseLife } from '#modules/insight/purchases/testing/purchase-life.ts'
import { population } from './buyer.ts'
import { dayNumber } from './day-number.ts'
import { liveLife } from './life.ts'
import { lineNet } from './line-net.ts'
import { makeShop } from './shop.ts'
import { readSimulateOptions } from './simulate-options.ts'

const AS_OF = dayNumber('2024-12-31')
const CUT = dayNumber('2024-06-30')

/** The purchase days of everybody, with what came back taken off the purchase before it; the year after AS_OF is lived too. */
function simulatedLives(): PurchaseLife[] {
  const plan = readSimulateOptions({
    customers: 4000,
    from: '2022-01-01',
    to: '2025-12-31',
    acquireUntil: '2024-12-31',
    seed: 3,
    interactionsPerCustomer: 0,
  })
  const shop = makeShop(plan)
  return Array.from({ length: plan.customers }, (_, index) => {
    const days = new Map<number, number>()
    let latest = -1
    for (const { kind, status, second, lines } of liveLife(shop, index, false).orders) {
      if (status === 'cancelled') continue
      const net = lines.reduce((sum, line) => sum + lineNet(line) / 1_000_000, 0)
      if (kind === 'sale') latest = Math.floor(second / 86_400)
      if (latest >= 0) days.set(latest, (days.get(latest) ?? 0) + net)
    }
    // What was wholly taken back is no purchase.
    const kept = [...days].filter(([, net]) => net > 0.01).sort(([a], [b]) => a - b)
    return { days: kept.map(([day]) => day), values: kept.map(([, net]) => net) }
  }).filter(({ days }) => days.length > 0)
}

let predicted: Predicted
let known: PurchaseLife[]
before(() => {
  const at = predictInputAt(simulatedLives(), { asOf: AS_OF, cut: CUT })
  known = at.known
  predicted = predictCustomers(at.input) as Predicted
})

test('what simulate draws customers from is found again', () => {
  const { r = 0, alpha = 1, s = 0, beta = 1 } = predicted.parameters
  // Simulated lives end by an exponential time, as in Pareto/NBD, and run on the shop's calendar.
  assert.equal(predicted.model, 'pareto-nbd')
  assert.equal(predicted.season.used, true)
  const near = (given: number, wanted: number, within: number) =>
    assert.ok(Math.abs(given / wanted - 1) < within, `${given} for ${wanted}`)
  near((r / alpha) * 365, population.rate.meanPerYear, 0.12)
  near(r, population.rate.shape, 0.15)
  // Of those who arrive, so many are still there a year later; regular buyers, whom the model does not know, look a little more faithful.
  const { shape, meanPerYear } = population.dropout
  near((beta / (beta + 365)) ** s, (1 + meanPerYear / shape) ** -shape, 0.12)
})

test('sums for the next month, quarter and year are what the same customers then do', () => {
  for (const { days, orders, value } of measureCoverage(predicted, known, AS_OF)) {
    const [ofOrders, ofValue] = [orders.expected / orders.happened, value.expected / value.happened]
    // January begins with a festival of a fortnight that weeks of the year only see smoothed.
    assert.ok(Math.abs(ofOrders - 1) < (days === 30 ? 0.1 : 0.05), `${days} days: ${ofOrders} of the orders`)
    assert.ok(Math.abs(ofValue - 1) < 0.12, `${days} days: ${ofValue} of the value`)
  }
})

test('intervals hold at least what they state, and not much more: two in five buy more regularly than the model knows', () => {
  for (const { days, customers, orders, value } of measureCoverage(predicted, known, AS_OF)) {
    for (const [what, { inside, stated }] of Object.entries({ orders, value })) {
      const below = 3 * Math.sqrt((stated * (1 - stated)) / customers)
      assert.ok(inside > stated - below, `${what}, ${days} days: ${inside} for ${stated}`)
      assert.ok(inside < stated + 0.045, `${what}, ${days} days: ${inside} for ${stated}`)
    }
  }
})

test('the model tells half a year better than both base lines, and each tenth of the customers about right', () => {
  const { model, baseLines, deciles } = predicted.quality as NonNullable<Predicted['quality']>
  for (const base of baseLines) {
    assert.ok(
      model.meanAbsoluteError < base.meanAbsoluteError && model.rootMeanSquaredError < base.rootMeanSquaredError,
    )
    assert.ok(model.logLikelihood > base.logLikelihood)
  }
  for (const { expected, happened } of deciles) assert.ok(Math.abs(expected - happened) < 0.12 * happened + 0.25)
})
