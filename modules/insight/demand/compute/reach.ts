import quantile from '@stdlib/stats-base-dists-normal-quantile'
import { normalScore } from './gamma-spread.ts'
import { type SizeSpread, sparseAbove } from './size-spread.ts'

/** Farther out nothing is told apart. */
const MOST = 6

/**
 * How wide an interval had to be to hold a value: the z of the smallest one, from Φ(−z) to Φ(z) of the spread that was stated
 * (the score of nested conformal sets, Gupta, Kuchibhotla & Ramdas 2022, Pattern Recognition 127).
 */
export function reachOf(value: number, mean: number, deviation: number, areAmounts: boolean): number {
  if (!(deviation > 0)) return Math.abs(value - mean) > 1e-9 * Math.abs(mean) ? MOST : 0
  const z = areAmounts ? normalScore(value, mean, deviation) : (value - mean) / deviation
  return Math.min(Math.abs(z), MOST)
}

/** The same where a value is nothing or one of the sizes seen: intervals end at such values. */
export function sparseReach(value: number, mean: number, sizes: SizeSpread): number {
  const { above, atLeast } = sparseAbove(sizes, mean, value)
  const z = (probability: number) => (probability <= 0 ? MOST : probability >= 1 ? -MOST : -quantile(probability, 0, 1))
  // Held from above while the upper end is at least the value, from below while the lower end is at most it.
  return Math.min(Math.max(z(atLeast), -z(above), 0), MOST)
}
