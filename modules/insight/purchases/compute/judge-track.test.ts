import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { judgeTrack, type Scored } from './judge-track.ts'
import { pairedSquares } from './paired-squares.ts'
import { verdictOf } from './verdict-of.ts'

const month = (given: Partial<Scored> = {}): Scored => ({
  customers: 100,
  expectedOrders: 50,
  happenedOrders: 50,
  squaredError: 0.4,
  baseSquaredError: 0.5,
  totalScatter: 5,
  ...given,
})

test('a mean beats “nobody buys” by squared errors even where the absolute error favours saying 0', () => {
  // Each of ten customers buys once with a chance of 0.3.
  const happened = Int32Array.from({ length: 1000 }, (_, at) => (at % 10 < 3 ? 1 : 0))
  const [mean, nobody] = [new Float64Array(1000).fill(0.3), new Float64Array(1000)]
  const absolute = (expected: Float64Array) =>
    expected.reduce((sum, one, at) => sum + Math.abs(one - (happened[at] as number)), 0)
  assert.ok(absolute(nobody) < absolute(mean))
  const paired = pairedSquares(mean, nobody, happened)
  assert.ok(Math.abs(paired.difference - (0.21 - 0.3)) < 1e-12)
  assert.equal(verdictOf(paired), 'better')
  assert.equal(verdictOf(pairedSquares(nobody, mean, happened)), 'worse')
  assert.equal(verdictOf(pairedSquares(mean, mean, happened)), 'alike')
})

test('twelve days at most and three at least count, weighted by their customers', () => {
  assert.equal(judgeTrack([month(), month()], 0.03), null)
  const old = Array.from({ length: 20 }, () => month({ squaredError: 9 }))
  const judged = judgeTrack([...Array.from({ length: 12 }, () => month()), ...old], 0.03)
  assert.deepEqual([judged?.predictions, judged?.won, judged?.verdict], [12, 12, 'better'])
  const weighted = judgeTrack([month({ customers: 300, squaredError: 1 }), month(), month(), month()], 0.03)
  assert.ok(Math.abs((weighted?.error ?? 0) ** 2 - (300 * 1 + 300 * 0.4) / 600) < 1e-12)
  assert.equal(weighted?.won, 3)
})

test('who is better is worse the other way round, and within two standard errors they are alike', () => {
  const of = (months: Scored[], between = 0.03) => judgeTrack(months, between)?.verdict
  const figure = fc.double({ min: 0, max: 5, noNaN: true })
  const given = fc.array(fc.record({ squaredError: figure, baseSquaredError: figure }), { minLength: 3 })
  fc.assert(
    fc.property(given, figure, (months, between) => {
      const other = { better: 'worse', alike: 'alike', worse: 'better' }[of(months.map(month), between) ?? 'alike']
      const turned = months.map((one) =>
        month({ squaredError: one.baseSquaredError, baseSquaredError: one.squaredError }),
      )
      assert.equal(of(turned, between), other)
    }),
  )
  assert.equal(of(Array.from({ length: 4 }, () => month({ squaredError: 0.55 }))), 'alike')
  assert.equal(of(Array.from({ length: 4 }, () => month({ squaredError: 0.57 }))), 'worse')
  // Won by one month alone, and lost in the others by a little: months scatter more than customers explain.
  const once = [
    month({ squaredError: 0.1, baseSquaredError: 0.9 }),
    ...Array.from({ length: 3 }, () => month({ squaredError: 0.52 })),
  ]
  assert.equal(of(once), 'alike')
})

test('totals that miss both ways lean to neither side; those that miss one way again and again do', () => {
  const totals = (expected: number[]) =>
    judgeTrack(
      expected.map((expectedOrders) => month({ expectedOrders })),
      0.03,
    )
  const both = totals([62, 41, 58, 37, 61, 44])
  assert.deepEqual([both?.leans, both?.off], ['neither', 3])
  assert.equal(totals([62, 58, 61, 64])?.leans, 'over')
  assert.equal(totals([41, 44, 37, 40])?.leans, 'under')
  assert.equal(totals([50, 50, 50])?.leans, 'neither')
})
