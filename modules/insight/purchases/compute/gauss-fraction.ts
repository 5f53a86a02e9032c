const DIGITS = 30

/**
 * The hypergeometric function 2F1(1, b; c + 1; z) for b, c > 0 and 0 ≤ z < 1 by Gauss's continued fraction (Gauss 1813; DLMF
 * 15.7): every term is positive, nothing cancels, and it converges where the power series crawls. The number of terms follows from z.
 */
export function gaussFraction(b: number, c: number, z: number): number {
  if (z === 0) return 1
  const root = Math.sqrt(1 - z)
  // Two terms gain the square of (1 − √(1−z)) ÷ (1 + √(1−z)).
  const pairs = Math.min(4000, Math.ceil(-DIGITS / (4 * Math.log((1 - root) / (1 + root)))) + 2)
  let fraction = 1
  for (let n = pairs; n >= 0; n--) {
    const even = ((n + 1) * (c - b + n + 1) * z) / ((c + 2 * n + 1) * (c + 2 * n + 2))
    fraction = 1 - even / fraction
    const odd = ((b + n) * (c + n) * z) / ((c + 2 * n) * (c + 2 * n + 1))
    fraction = 1 - odd / fraction
  }
  return 1 / fraction
}
