import gammaln from '@stdlib/math-base-special-gammaln'

const MOST_STEPS = 500
const PRECISION = 1e-12
const TINY = 1e-300

/**
 * The regularised incomplete beta function I_x(a, b) for 0 ≤ x ≤ 1, a, b > 0, by its continued fraction (DLMF 8.17.22,
 * evaluated by Lentz's method), on the side of the mean where that converges fast. `logBeta` spares its logarithm where the caller has it.
 */
export function incompleteBeta(
  x: number,
  a: number,
  b: number,
  logBeta = gammaln(a) + gammaln(b) - gammaln(a + b),
): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta)
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m <= MOST_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    const step = d * c
    value *= step
    if (Math.abs(step - 1) < PRECISION) break
  }
  return value
}

const away = (value: number) => (Math.abs(value) < TINY ? TINY : value)
