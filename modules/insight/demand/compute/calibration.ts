import quantile from '@stdlib/stats-base-dists-normal-quantile'

/** By how much the spread a model states is widened. */
export interface Calibration {
  at80: number
  at95: number
  /** Of sums. */
  sum: number
}

export const uncalibrated: Calibration = { at80: 1, at95: 1, sum: 1 }

const LEAST = 200
const LEAST_SUMS = 30
const [NARROWEST, WIDEST] = [0.8, 3]

/**
 * Factors with which 80 and 95 % of what was foretold in the rolling origins would have fallen into the intervals (split
 * conformal prediction on standardised errors, Lei et al. 2018, JASA 113; here pooled over series of one class and model). What a
 * model says of its own spread leaves out that its parameters and seasons are estimates too. Too few errors: as stated.
 */
export function calibrationOf(distances: Float32Array, sums: Float32Array): Calibration {
  const factor = (values: Float32Array, share: number, least: number) => {
    if (values.length < least) return 1
    const sizes = values.map(Math.abs).sort()
    const seen = sizes[Math.min(sizes.length - 1, Math.ceil(share * (sizes.length + 1)) - 1)] as number
    return Math.min(Math.max(seen / quantile((1 + share) / 2, 0, 1), NARROWEST), WIDEST)
  }
  const at80 = factor(distances, 0.8, LEAST)
  return { at80, at95: Math.max(factor(distances, 0.95, LEAST), at80), sum: factor(sums, 0.8, LEAST_SUMS) }
}
