import gammainc from '@stdlib/math-base-special-gammainc'

/**
 * Quantile of a gamma distribution with this mean and standard deviation, by Wilson & Hilferty 1931 (PNAS 17, 684–688): for
 * amounts that can't be below 0. `z` is the quantile of the standard normal.
 */
export function gammaQuantile(mean: number, deviation: number, z: number): number {
  if (!(mean > 0)) return 0
  const ninth = (deviation / mean) ** 2 / 9
  return mean * Math.max(0, 1 - ninth + z * Math.sqrt(ninth)) ** 3
}

/** Probability that such an amount is above `limit`. */
export function gammaAbove(mean: number, deviation: number, limit: number): number {
  if (!(mean > 0) || !(deviation > 0)) return mean > limit ? 1 : 0
  if (limit <= 0) return 1
  const scale = deviation ** 2 / mean
  return 1 - gammainc(limit / scale, mean / scale)
}
