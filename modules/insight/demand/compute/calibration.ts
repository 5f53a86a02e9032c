import quantile from '@stdlib/stats-base-dists-normal-quantile'

/** How wide intervals are, as z of the spread a model states, and by how much that of sums up to each step is widened. */
export interface Calibration {
  at80: number
  at95: number
  sums: Float64Array
}

export const Z80 = quantile(0.9, 0, 1)
export const Z95 = quantile(0.975, 0, 1)

export const uncalibrated = (horizon: number): Calibration => ({
  at80: Z80,
  at95: Z95,
  sums: new Float64Array(horizon).fill(1),
})
