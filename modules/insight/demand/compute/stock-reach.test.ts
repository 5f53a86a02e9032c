import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { gammaAbove, gammaQuantile } from './gamma-spread.ts'
import { type StockQuestion, stockReach } from './stock-reach.ts'

/** Ten pieces a week, a third of that up or down. */
const weekly = (mean: number, deviation: number) => ({
  sumMean: Array.from({ length: 12 }, (_, week) => mean * (week + 1)),
  sumDeviation: Array.from({ length: 12 }, (_, week) => deviation * Math.sqrt(week + 1)),
})
const question = (stock: number, more: Partial<StockQuestion> = {}): StockQuestion => ({
  stock,
  passed: 0,
  ...weekly(10, 3),
  leadTimeDays: 14,
  coverDays: 28,
  serviceLevel: 0.95,
  ...more,
})

test('states: nothing there, gone before a delivery, not safe, safe', () => {
  assert.deepEqual(
    [0, 12, 25, 60].map((stock) => stockReach(question(stock)).state),
    ['out', 'short', 'order', 'enough'],
  )
})

test('the week that ends the stock, and the order up to the level of lead time and cover', () => {
  const reach = stockReach(question(25))
  assert.equal(reach.runsOut, 2)
  // Six weeks bring 60 ± 7.3; nineteen of twenty times at most about 72.6.
  assert.ok(Math.abs(reach.reorder - 48) <= 1, String(reach.reorder))
  assert.deepEqual([stockReach(question(1000)).runsOut, stockReach(question(1000)).reorder], [null, 0])
  assert.equal(stockReach(question(0)).missing, 20)
})

test('days of the week that have passed no longer count', () => {
  const [monday, sunday] = [stockReach(question(19)), stockReach(question(19, { passed: 1 }))]
  assert.deepEqual([monday.runsOut, sunday.runsOut], [1, 2])
})

test('an empty shelf is out, however little is sold; of what hardly sells any stock is enough', () => {
  const [none, one] = [0, 1].map((stock) => stockReach(question(stock, weekly(0.01, 0.1))))
  assert.deepEqual([none?.state, none?.reorder], ['out', 0])
  assert.deepEqual([one?.state, one?.reorder], ['enough', 0])
})

test('more stock is never worse', () => {
  const amount = fc.double({ min: 0, max: 200, noNaN: true })
  fc.assert(
    fc.property(
      amount,
      amount,
      fc.double({ min: 0.5, max: 30, noNaN: true }),
      fc.double({ min: 0.2, max: 20, noNaN: true }),
      (a, b, mean, deviation) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((stock) =>
          stockReach(question(stock, weekly(mean, deviation))),
        )
        assert.ok(
          (more?.short2 ?? 1) <= (less?.short2 ?? 0) + 1e-9 && (more?.missing ?? 1) <= (less?.missing ?? 0) + 1e-6,
        )
        assert.ok((more?.short4 ?? 0) >= (more?.short2 ?? 1) - 1e-9, 'longer is less safe')
        assert.ok((more?.missing ?? -1) >= 0)
      },
    ),
  )
})

test('quantile and probability of the gamma distribution agree', () => {
  for (const [mean, deviation] of [
    [10, 3],
    [4, 4],
    [100, 10],
  ] as const) {
    for (const [z, above] of [
      [-1.2815516, 0.9],
      [0, 0.5],
      [1.6448536, 0.05],
    ] as const) {
      assert.ok(
        Math.abs(gammaAbove(mean, deviation, gammaQuantile(mean, deviation, z)) - above) < 0.012,
        `${mean} ${deviation} ${z}`,
      )
    }
  }
})
