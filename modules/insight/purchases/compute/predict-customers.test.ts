import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { cdnowLives } from '../testing/cdnow-lives.ts'
import { drawLives } from '../testing/draw-lives.ts'
import { measureCoverage } from '../testing/measure-coverage.ts'
import { predictInputAt } from '../testing/predict-input-at.ts'
import type { PurchaseLife } from '../testing/purchase-life.ts'
import { explainCustomer } from './explain-customer.ts'
import { predictCustomers } from './predict-customers.ts'
import type { Predicted } from './predicted.ts'

const FOLDER = process.env['RAPPORT_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data')
const LOG = `${FOLDER}/clv/CDNOW_sample.txt`

const [FROM, UNTIL, AS_OF, CUT, END] = [19_000, 19_730, 20_095, 19_900, 20_460]
const plan = { customers: 2500, from: FROM, until: UNTIL, end: END, rate: { r: 0.8, alpha: 30 } }

function predictedOf(lives: PurchaseLife[], when = { asOf: AS_OF, cut: CUT }) {
  const { input, known } = predictInputAt(lives, when)
  const predicted = predictCustomers(input)
  assert.notEqual(predicted.state, 'tooLittle')
  return { input, known, predicted: predicted as Predicted }
}

/** Three standard errors of a share, and one percentage point for parameters that are themselves estimated. */
const band = (share: number, customers: number) => 3 * Math.sqrt((share * (1 - share)) / customers) + 0.01

function assertCovered(predicted: Predicted, known: PurchaseLife[], asOf = AS_OF): void {
  for (const { days, customers, orders, value } of measureCoverage(predicted, known, asOf)) {
    for (const [what, { inside, stated }] of Object.entries({ orders, value })) {
      assert.ok(Math.abs(inside - stated) < band(stated, customers), `${what}, ${days} days: ${inside} for ${stated}`)
      assert.ok(stated >= 0.8 - 1e-6)
    }
  }
}

const near = (given: number | undefined, wanted: number, within: number) =>
  assert.ok(Math.abs((given ?? Number.NaN) / wanted - 1) < within, `${given} for ${wanted}`)

for (const [name, stop] of [
  ['bg-nbd', { a: 0.8, b: 3 }],
  ['pareto-nbd', { s: 1.2, beta: 400 }],
] as const) {
  test(`${name}: customers drawn from it are told apart from the other model's, parameters and sums come back, intervals hold what they state`, () => {
    const { predicted, known } = predictedOf(drawLives({ ...plan, seed: 11, stop }))
    assert.equal(predicted.model, name)
    assert.equal(predicted.choice.by, 'held-out')
    assert.equal(predicted.state, 'fitted')
    near(predicted.parameters['r'], 0.8, 0.15)
    near(predicted.parameters['alpha'], 30, 0.2)
    if (name === 'bg-nbd')
      near((predicted.parameters['a'] as number) / (predicted.parameters['b'] as number), 0.8 / 3, 0.15)
    // s and β lean on each other; what they say of a year's survival does not.
    else
      near(
        ((predicted.parameters['beta'] as number) / ((predicted.parameters['beta'] as number) + 365)) **
          (predicted.parameters['s'] as number),
        (400 / 765) ** 1.2,
        0.1,
      )
    assert.deepEqual(Object.keys(predicted.money.parameters ?? {}), ['p', 'q', 'gamma'])
    near(predicted.money.mean, (6 * 15) / 3, 0.06)
    assertCovered(predicted, known)
    for (const { days, orders, value } of measureCoverage(predicted, known, AS_OF).slice(1)) {
      near(orders.expected, orders.happened, days > 90 ? 0.07 : 0.1)
      near(value.expected, value.happened, 0.12)
    }
    const { quality } = predicted
    // Squared errors of a few who buy much weigh most: what is better may not be so beyond chance.
    assert.ok(quality && quality.verdict !== 'worse')
    assert.ok(quality.model.rootMeanSquaredError < (quality.baseLines[0]?.rootMeanSquaredError ?? 0))
    assert.deepEqual(predicted.aside, [])
    assert.ok(Math.abs(quality.model.bias ?? 1) < 0.1, String(quality.model.bias))
    assert.equal(quality.deciles.length, 10)
    near(quality.deciles[9]?.expected, quality.deciles[9]?.happened ?? 0, 0.15)
  })
}

test('every column has a row a customer and says what fits together', () => {
  const { predicted, known } = predictedOf(
    drawLives({ ...plan, customers: 200, seed: 12, stop: { s: 1.2, beta: 400 } }),
  )
  for (let at = 0; at < known.length; at++) {
    const of = (columns: ArrayLike<number>[]) => columns.map((column) => column[at] as number)
    const [month = 0, quarter = 0, year = 0] = of(predicted.orders)
    assert.ok(0 < month && month < quarter && quarter < year)
    const [pActive, churnRisk] = [predicted.pActive[at] as number, predicted.churnRisk[at] as number]
    assert.ok(pActive > 0 && pActive <= 1 && churnRisk >= 1 - pActive - 1e-9 && churnRisk <= 1)
    assert.ok(of(predicted.ordersLow).every((low, horizon) => low <= (of(predicted.ordersHigh)[horizon] as number)))
    assert.ok(of(predicted.valueLow).every((low, horizon) => low <= (of(predicted.valueHigh)[horizon] as number)))
    near(of(predicted.value)[2], year * (predicted.spend[at] as number), 1e-9)
    // Three years are worth more than one, and a discounted year a little less than its value.
    const [clv, firstYear] = [predicted.clv[at] as number, predicted.clvFirstYear[at] as number]
    assert.ok(
      firstYear < clv &&
        firstYear < (of(predicted.value)[2] as number) &&
        firstYear > 0.9 * (of(predicted.value)[2] as number),
    )
  }
  assert.ok(predicted.churnWindowDays >= 30 && predicted.churnWindowDays <= 365)
  assert.deepEqual(structuredClone(predicted), predicted)
})

test('small shops: the intervals hold what they state over many shops of 40 customers, whose parameters are unsure', () => {
  let [inside, stated, value, valueStated, customers] = [0, 0, 0, 0, 0]
  for (let seed = 100; seed < 118; seed++) {
    const lives = drawLives({ ...plan, customers: 40, seed, stop: { s: 1.2, beta: 400 } })
    const { predicted, known } = predictedOf(lives)
    assert.ok(predicted.draws > 1)
    for (const one of measureCoverage(predicted, known, AS_OF)) {
      inside += one.orders.inside * one.customers
      stated += one.orders.stated * one.customers
      value += one.value.inside * one.customers
      valueStated += one.value.stated * one.customers
      customers += one.customers
    }
  }
  assert.ok(Math.abs(inside - stated) / customers < 0.02, `${inside / customers} for ${stated / customers}`)
  assert.ok(Math.abs(value - valueStated) / customers < 0.03, `${value / customers} for ${valueStated / customers}`)
})

test('a horizon whose track record was worse gets the base line, the others stay, and a longer time never brings fewer orders', () => {
  const { input, predicted } = predictedOf(
    drawLives({ ...plan, customers: 300, seed: 14, stop: { s: 1.2, beta: 400 } }),
  )
  for (const aside of [[30], [90], [30, 365]]) {
    const other = predictCustomers({ ...input, aside }) as Predicted
    assert.deepEqual([other.state, other.aside], ['fitted', aside])
    other.horizons.forEach((days, at) => {
      const [given, model] = [other.orders[at] as Float64Array, predicted.orders[at] as Float64Array]
      if (aside.includes(days)) assert.notDeepEqual(given, model)
      else assert.deepEqual(given, model)
      assert.ok(given.every((orders, customer) => orders >= (other.orders[at - 1]?.[customer] ?? 0)))
    })
    // Who has not come back has no pace of their own: the base line expects nothing, where a shorter time allows it.
    const once = input.purchases.indexOf(1)
    if (aside.includes(30)) assert.equal(other.orders[0]?.[once], 0)
  }
})

test('fewer than 30 buyers, or next to nobody who came back: nothing is said', () => {
  const lives = drawLives({ ...plan, customers: 30, seed: 1, stop: { s: 1, beta: 400 } })
  const said = (some: PurchaseLife[]) => predictCustomers(predictInputAt(some, { asOf: AS_OF, cut: CUT }).input)
  const few = said(lives.slice(1))
  assert.deepEqual([few.state, few.customers], ['tooLittle', 29])
  assert.deepEqual(said(lives.map(({ days, values }) => ({ days: days.slice(0, 1), values }))), {
    state: 'tooLittle',
    customers: 30,
    needed: 30,
    repeats: 0,
    neededRepeats: 10,
  })
  assert.equal(said(lives).state, 'fitted')
})

test('without anything held out the better fit is taken, and there is no quality to show', () => {
  const { input } = predictInputAt(drawLives({ ...plan, customers: 150, seed: 3, stop: { a: 1, b: 2 } }), {
    asOf: AS_OF,
    cut: CUT,
  })
  const predicted = predictCustomers({ ...input, heldOut: null }) as Predicted
  assert.equal(predicted.choice.by, 'fit')
  assert.equal(predicted.quality, null)
  const [better] = Object.entries(predicted.choice.logLikelihoods).sort(([, a], [, b]) => b - a)
  assert.equal(predicted.model, better?.[0])
})

test('money at or below 0 brings no value, says so, and changes nothing for the others', () => {
  const lives = drawLives({ ...plan, customers: 120, seed: 4, stop: { s: 1.2, beta: 400 } })
  const { input, predicted } = predictedOf(lives)
  const meanValue = input.meanValue.map((value, at) => (at === 7 ? -3 : at === 8 ? 0 : value))
  const withLoss = predictCustomers({ ...input, meanValue }) as Predicted
  assert.equal(withLoss.money.leftOut, 2)
  assert.deepEqual([...withLoss.spend.slice(7, 9)], [0, 0])
  assert.deepEqual([withLoss.clv[7], withLoss.valueHigh[2]?.[8]], [0, 0])
  assert.deepEqual(withLoss.orders, predicted.orders)
  const nothing = predictCustomers({ ...input, meanValue: meanValue.map(() => 0) }) as Predicted
  assert.equal(nothing.money.parameters, null)
  assert.ok(nothing.clv.every((value) => value === 0))
})

test('a shop whose customers keep to their own clock and stop at once: the model steps aside for their own pace', () => {
  // Every 10 to 60 days to the day; half of them stop for good a month before the cut.
  const lives = Array.from({ length: 200 }, (_, at): PurchaseLife => {
    const gap = 10 + (at % 51)
    const stops = at % 2 === 0 ? CUT - 200 : END
    const days = Array.from({ length: 200 }, (_, n) => FROM + (at % 365) + n * gap).filter((day) => day <= stops)
    return { days, values: days.map(() => 20 + (at % 7)) }
  })
  const { predicted } = predictedOf(lives)
  assert.equal(predicted.state, 'stepsAside')
  assert.equal(predicted.quality?.best, 'own-pace')
  assert.equal(predicted.quality.verdict, 'worse')
  assert.deepEqual(predicted.aside, [30, 90, 365])
  assert.equal(predicted.orders[2]?.[0], 0)
  assert.equal(predicted.pActive[0], 0)
  near(predicted.orders[2]?.[1], 365 / 11, 0.1)
  assert.ok((predicted.ordersLow[2]?.[1] ?? 0) > 20 && (predicted.churnRisk[1] ?? 1) < 0.05)
})

test('the figures behind one customer: what they did, and what makes them more or less than usual', () => {
  const { input, predicted } = predictedOf(drawLives({ ...plan, customers: 300, seed: 5, stop: { s: 1.2, beta: 400 } }))
  const best = predicted.clv.indexOf(Math.max(...predicted.clv))
  const why = explainCustomer(predicted, input, best)
  assert.equal(why.purchases, input.purchases[best])
  assert.equal(why.quietDays, AS_OF - (input.last[best] as number))
  near(
    why.usualGapDays ?? 0,
    ((input.last[best] as number) - (input.first[best] as number)) / (why.purchases - 1),
    1e-9,
  )
  const sizes = why.factors.map(({ times }) => Math.abs(Math.log(times)))
  assert.deepEqual(
    sizes,
    sizes.toSorted((a, b) => b - a),
  )
  assert.ok((why.factors.find(({ kind }) => kind === 'frequency')?.times ?? 0) > 1)
  // What the factors say makes up what is expected.
  for (const at of [best, 0, 7, 100]) {
    const { factors, ordersWhileActive, pActive } = explainCustomer(predicted, input, at)
    const times = (kind: string) => factors.find((factor) => factor.kind === kind)?.times ?? 0
    assert.equal(times('recency'), pActive)
    near(predicted.orders[2]?.[at], ordersWhileActive.usual * times('frequency') * times('recency'), 1e-9)
  }
  const { own, everybody, expected, ownWeight } = why.spend as NonNullable<typeof why.spend>
  near(expected, ownWeight * own + (1 - ownWeight) * everybody, 1e-9)
  const once = input.purchases.indexOf(1)
  assert.equal(explainCustomer(predicted, input, once).usualGapDays, null)
})

test('CDNOW, three quarters held out: near what came, and better than both base lines', {
  skip: !existsSync(LOG) && 'skipped: no shared data',
}, () => {
  const day = (text: string) => Date.parse(text) / 86_400_000
  const { predicted } = predictedOf(cdnowLives(LOG), { asOf: day('1998-06-30'), cut: day('1997-09-30') })
  const quality = predicted.quality as NonNullable<Predicted['quality']>
  assert.deepEqual([quality.customers, quality.days, quality.happened], [2357, 273, 1882])
  assert.equal(quality.model.name, 'bg-nbd')
  near(quality.model.expected, 1653, 0.01)
  const [best] = quality.baseLines
  assert.equal(quality.verdict, 'better')
  assert.ok(best && quality.model.meanAbsoluteError < best.meanAbsoluteError * 0.95)
  assert.ok(quality.model.rootMeanSquaredError < best.rootMeanSquaredError * 0.9)
  assert.ok(
    Math.abs(quality.model.inside - quality.model.insideStated) < band(0.84, 2357),
    String(quality.model.inside),
  )
})
