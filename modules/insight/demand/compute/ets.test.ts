import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '#core/words/seeded-random.ts'
import { etsModel } from './ets-model.ts'
import { fitLinearEts, type LinearEts } from './linear-ets.ts'
import { multiplicativeEts } from './multiplicative-ets.ts'
import { solveNormal } from './solve-normal.ts'
import { spreadOf } from './spread.ts'

function normals(seed: number): () => number {
  const random = seededRandom(seed)
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** A series drawn from ETS(A,N,N). */
function drawn(seed: number, length: number, alpha: number): Float64Array {
  const normal = normals(seed)
  let level = 100
  return Float64Array.from({ length }, () => {
    const error = 5 * normal()
    const value = level + error
    level += alpha * error
    return value
  })
}

test('the smoothing that made a long series is found again, and its variance', () => {
  for (const alpha of [0.1, 0.4, 0.8]) {
    const fit = fitLinearEts(drawn(7, 3000, alpha), { trend: 'none', period: 1 }) as LinearEts
    assert.ok(Math.abs(fit.smoothing.alpha - alpha) < 0.06, `${fit.smoothing.alpha} for ${alpha}`)
    assert.ok(Math.abs(fit.variance - 25) < 2, String(fit.variance))
  }
})

test('a season without noise is foretold exactly', () => {
  const season = [10, -4, -8, 2]
  const values = Float64Array.from({ length: 40 }, (_, t) => 50 + 0.5 * t + (season[t % 4] ?? 0))
  const fit = fitLinearEts(values, { trend: 'additive', period: 4 }) as LinearEts
  const ahead = etsModel('ets', fit).means(values, [40], 4)[0] ?? []
  for (const [step, mean] of ahead.entries()) {
    assert.ok(Math.abs(mean - (50 + 0.5 * (40 + step) + (season[step % 4] ?? 0))) < 1e-4, `${step}: ${mean}`)
  }
})

test('multiplied seasons of rising sales are foretold by the multiplicative form', () => {
  const normal = normals(3)
  const season = [1.5, 0.6, 0.7, 1.2]
  const values = Float64Array.from(
    { length: 60 },
    (_, t) => (100 + 3 * t) * (season[t % 4] ?? 1) * (1 + 0.02 * normal()),
  )
  const model = multiplicativeEts(values, { trend: 'additive', period: 4 })
  const ahead = model?.means(values, [60], 4)[0] ?? []
  for (const [step, mean] of ahead.entries()) {
    const truth = (100 + 3 * (60 + step)) * (season[step % 4] ?? 1)
    assert.ok(Math.abs(mean / truth - 1) < 0.06, `${step}: ${mean} for ${truth}`)
  }
  assert.equal(multiplicativeEts(Float64Array.from([1, 0, 2, 3, 1, 2, 4, 2, 5]), { trend: 'none', period: 1 }), null)
})

test('the formula’s variance of values and sums is that of drawn paths', () => {
  const fit = { ...(fitLinearEts(drawn(1, 200, 0.3), { trend: 'additive', period: 1 }) as LinearEts) }
  fit.smoothing = { alpha: 0.3, beta: 0.05, gamma: 0, phi: 1 }
  fit.variance = 1
  const { deviations, sumDeviations } = spreadOf(etsModel('ets', fit), 8, 0)
  const normal = normals(11)
  const [squares, sumSquares] = [new Float64Array(8), new Float64Array(8)]
  const draws = 40_000
  for (let draw = 0; draw < draws; draw++) {
    let [level, trend, sum] = [0, 0, 0]
    for (let h = 0; h < 8; h++) {
      const error = normal()
      const value = level + trend + error
      level += trend + 0.3 * error
      trend += 0.05 * error
      sum += value
      squares[h] = (squares[h] ?? 0) + value * value
      sumSquares[h] = (sumSquares[h] ?? 0) + sum * sum
    }
  }
  for (let h = 0; h < 8; h++) {
    assert.ok(Math.abs(Math.sqrt((squares[h] ?? 0) / draws) / (deviations[h] ?? 1) - 1) < 0.02, `value ${h}`)
    assert.ok(Math.abs(Math.sqrt((sumSquares[h] ?? 0) / draws) / (sumDeviations[h] ?? 1) - 1) < 0.02, `sum ${h}`)
  }
})

test('least squares: no other solution is better', () => {
  // Steps of a thousandth: columns may lie along each other, but digits that no double holds are not what is asked.
  const value = fc.integer({ min: -10_000, max: 10_000 }).map((steps) => steps / 1000)
  const column = fc.array(value, { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(column, column, column, fc.double({ min: -1, max: 1, noNaN: true }), (y, a, b, shift) => {
      const columns = [y, a, b].map((one) => Float64Array.from(one))
      const { solution, squares } = solveNormal(columns, undefined)
      const squaresOf = (first: number, second: number) =>
        y.reduce((sum, value, t) => sum + (value + first * (a[t] ?? 0) + second * (b[t] ?? 0)) ** 2, 0)
      const [first = 0, second = 0] = solution
      const size = 1e-6 * (1 + y.reduce((sum, value) => sum + value * value, 0))
      assert.ok(squares <= squaresOf(first + shift, second - shift / 2) + size)
      assert.ok(Math.abs(squaresOf(first, second) - squares) < size * 1000 || Math.abs(first) + Math.abs(second) > 1e4)
    }),
  )
})
