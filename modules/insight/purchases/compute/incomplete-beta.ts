import gammaln from '@stdlib/math-base-special-gammaln'

const TINY = 1e-300

/**
 * The regularised incomplete beta function I_x(a, b): the probability that a Beta(a, b) is at most x. By the continued
 * fraction DLMF 8.17.22 with Lentz's method, on the side of the mean where it converges fast.
 */
export function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const logFront = gammaln(a + b) - gammaln(a) - gammaln(b) + a * Math.log(x) + b * Math.log1p(-x)
  const front = Math.exp(logFront)
  if (x > (a + 1) / (a + b + 2)) return 1 - (front / b) * fraction(1 - x, b, a)
  return (front / a) * fraction(x, a, b)
}

function fraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 1 / away(1 - ((a + b) * x) / (a + 1))
  let value = d
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / away(1 + even * d)
    c = away(1 + even / c)
    value *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / away(1 + odd * d)
    c = away(1 + odd / c)
    const change = d * c
    value *= change
    if (Math.abs(change - 1) < 1e-13) break
  }
  return value
}

const away = (value: number) => (Math.abs(value) < TINY ? TINY : value)
