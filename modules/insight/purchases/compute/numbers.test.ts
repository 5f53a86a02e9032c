import assert from 'node:assert/strict'
import { test } from 'node:test'
import gammaln from '@stdlib/math-base-special-gammaln'
import hyp2f1 from '@stdlib/math-base-special-hyp2f1'
import fc from 'fast-check'
import { incompleteBeta } from '../../compute/incomplete-beta.ts'
import { gaussFraction } from './gauss-fraction.ts'
import { gaussLegendre } from './gauss-legendre.ts'
import { addNegativeBinomial } from './negative-binomial.ts'

const near = (given: number, wanted: number, within = 1e-8) =>
  assert.ok(Math.abs(given - wanted) <= within * Math.max(1, Math.abs(wanted)), `${given} is not near ${wanted}`)

test('2F1(1, b; c + 1; z) agrees with the series, and with closed forms where the series crawls', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.05, max: 60, noNaN: true }),
      fc.double({ min: 0.05, max: 5, noNaN: true }),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      (b, more, z) => near(gaussFraction(b, b + more, z), hyp2f1(1, b, b + more + 1, z)),
    ),
    { numRuns: 200 },
  )
  // 2F1(1, 1; 2; z) = −ln(1 − z) ÷ z (DLMF 15.4.1).
  for (const z of [0.5, 0.99, 0.99999, 1 - 1e-7]) near(gaussFraction(1, 1, z), -Math.log1p(-z) / z)
})

test('the incomplete beta function: binomial sums, symmetry, and it rises', () => {
  // I_x(a, b) for whole a, b is the probability of at least a successes in a + b − 1 trials.
  const binomial = (x: number, a: number, b: number) => {
    const n = a + b - 1
    let sum = 0
    for (let k = a; k <= n; k++) {
      sum += Math.exp(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1) + k * Math.log(x) + (n - k) * Math.log1p(-x))
    }
    return sum
  }
  for (const [x, a, b] of [
    [0.3, 2, 5],
    [0.9, 40, 7],
    [0.01, 1, 300],
    [0.5, 500, 480],
  ] as const) {
    near(incompleteBeta(x, a, b), binomial(x, a, b), 1e-10)
  }
  const shape = fc.double({ min: 0.05, max: 2000, noNaN: true })
  const share = fc.double({ min: 0.0001, max: 0.9999, noNaN: true })
  fc.assert(
    fc.property(share, share, shape, shape, (x, y, a, b) => {
      const [low, high] = [Math.min(x, y), Math.max(x, y)]
      near(incompleteBeta(low, a, b) + incompleteBeta(1 - low, b, a), 1, 1e-9)
      assert.ok(incompleteBeta(low, a, b) <= incompleteBeta(high, a, b) + 1e-11)
    }),
  )
})

test('Gauss–Legendre integrates polynomials of degree 2n − 1 exactly', () => {
  for (const size of [12, 20, 92]) {
    const { nodes, weights } = gaussLegendre(size)
    const degree = 2 * size - 1
    near(
      nodes.reduce((sum, node, at) => sum + (weights[at] as number) * node ** degree, 0),
      1 / (degree + 1),
      1e-12,
    )
  }
})

test('negative binomials sum to their weight and have their mean, also where the first is too small to be a number', () => {
  const into = new Float64Array(1 << 14)
  for (const [shape, a, t] of [
    [0.3, 5, 39],
    [4000, 365, 365],
    [20_000, 700, 365],
    [0.5, 1, 500],
  ] as const) {
    const size = addNegativeBinomial(into.fill(0), shape, a, t, 0.5)
    let [sum, mean] = [0, 0]
    for (let n = 0; n < size; n++) {
      sum += into[n] as number
      mean += n * (into[n] as number)
    }
    near(sum, 0.5, 1e-8)
    near(mean, (0.5 * shape * t) / a, 1e-6)
  }
})
