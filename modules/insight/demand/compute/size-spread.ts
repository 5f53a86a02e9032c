/** What is sold in one step of a sparse series: nothing, or one of the sizes that were seen. */
export interface SizeSpread {
  /** Rising. */
  sizes: Float64Array
  mean: number
  /** Mean of their squares. */
  square: number
}

const MOST = 120

/** The sizes of the latest demands, at most 120. */
export function sizesOf(values: Float64Array): SizeSpread {
  const sizes = values
    .filter((value) => value > 0)
    .slice(-MOST)
    .sort()
  const sum = sizes.reduce((total, one) => total + one, 0)
  const squares = sizes.reduce((total, one) => total + one * one, 0)
  return { sizes, mean: sum / sizes.length, square: squares / sizes.length }
}

/**
 * A value of this expectation as a demand of some probability times a size drawn from those seen (a zero-inflated empirical
 * distribution; bootstrap of sizes as in Willemain, Smart & Schwarz 2004, International Journal of Forecasting 20). Where more
 * is expected than the mean size, sizes grow instead.
 */
export function sparseQuantile({ sizes, mean }: SizeSpread, expected: number, probability: number): number {
  if (!(expected > 0) || sizes.length === 0) return 0
  const chance = Math.min(1, expected / mean)
  const within = (probability - (1 - chance)) / chance
  if (within <= 0) return 0
  const place = Math.min(sizes.length - 1, Math.ceil(within * sizes.length - 1e-9) - 1)
  return (sizes[Math.max(place, 0)] as number) * (expected / (chance * mean))
}

/** Variance of such a value. */
export function sparseVariance({ mean, square }: SizeSpread, expected: number): number {
  if (!(expected > 0)) return 0
  const chance = Math.min(1, expected / mean)
  const growth = expected / (chance * mean)
  return Math.max(chance * square * growth * growth - expected * expected, 0)
}
