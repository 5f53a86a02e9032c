/** Natural logarithms by which an error is smaller than the value: ten decimal digits. */
const DIGITS = 24
const SMALL = 1e-200

/**
 * The hypergeometric function 2F1(1, b; c + 1; z) for 0 < b < c and 0 ≤ z < 1 by Gauss's continued fraction (DLMF 15.7.5 with one
 * upper parameter 1): it converges where the power series crawls, and the number of terms follows from z alone. Its convergents are
 * added up forwards, so that no division waits for another.
 */
export function gaussFraction(b: number, c: number, z: number): number {
  if (z === 0) return 1
  const root = Math.sqrt(1 - z)
  // Each term gains the factor (1 − √(1−z)) ÷ (1 + √(1−z)).
  const pairs = Math.min(20_000, Math.ceil(DIGITS / (2 * Math.log((1 + root) / (1 - root)))) + 1)
  let [before, above] = [0, 1]
  let [beforeBelow, below] = [1, 1]
  for (let n = 0; n < pairs; n++) {
    const at = c + 2 * n
    const odd = ((b + n) * (c + n) * z) / (at * (at + 1))
    before = above - odd * before
    beforeBelow = below - odd * beforeBelow
    const even = ((n + 1) * (c - b + n + 1) * z) / ((at + 1) * (at + 2))
    above = before - even * above
    below = beforeBelow - even * below
    if (below > SMALL) continue
    before /= SMALL
    above /= SMALL
    beforeBelow /= SMALL
    below /= SMALL
  }
  return above / below
}
