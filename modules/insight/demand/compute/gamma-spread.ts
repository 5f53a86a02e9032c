import gammainc from '@stdlib/math-base-special-gammainc'

/** Only from here out a wider spread moves the upper end up; farther in it moves towards 0 with the median. */
const OUTER = 1

/**
 * Quantile of a gamma distribution with this mean and standard deviation, by Wilson & Hilferty 1931 (PNAS 17, 684–688): for
 * amounts that can't be below 0. `z` is the quantile of the standard normal. Where the deviation is so large that the upper end
 * would come back towards 0 it stays at its highest.
 */
export function gammaQuantile(mean: number, deviation: number, z: number): number {
  if (!(mean > 0)) return 0
  const root = deviation / mean / 3
  const held = z >= OUTER ? Math.min(root, z / 2) : root
  return mean * Math.max(0, 1 - held * held + z * held) ** 3
}

/** The other way round: which quantile of the standard normal belongs to an amount. */
export function normalScore(amount: number, mean: number, deviation: number): number {
  if (!(mean > 0)) return amount > 0 ? Number.POSITIVE_INFINITY : 0
  const root = deviation / mean / 3
  const cube = Math.cbrt(amount / mean)
  const z = (cube - 1 + root * root) / root
  return z >= OUTER && z < 2 * root ? Math.max(OUTER, 2 * Math.sqrt(Math.max(cube - 1, 0))) : z
}

/** Probability that such an amount is above `limit`. */
export function gammaAbove(mean: number, deviation: number, limit: number): number {
  if (!(mean > 0) || !(deviation > 0)) return mean > limit ? 1 : 0
  if (limit <= 0) return 1
  const scale = deviation ** 2 / mean
  return 1 - gammainc(limit / scale, mean / scale)
}
