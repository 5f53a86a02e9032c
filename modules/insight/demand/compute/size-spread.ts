/** What is sold in one step of a sparse series: nothing, one of the sizes that were seen, or more. */
export interface SizeSpread {
  /** Rising. */
  sizes: Float64Array
  mean: number
  /** Mean of their squares. */
  square: number
  /** Mean excess of a demand larger than all that were seen. */
  excess: number
}

const MOST = 120

/** The sizes of the latest demands, at most 120. */
export function sizesOf(values: Float64Array): SizeSpread {
  const sizes = values
    .filter((value) => value > 0)
    .slice(-MOST)
    .sort()
  const mean = sizes.reduce((total, one) => total + one, 0) / sizes.length
  const square = sizes.reduce((total, one) => total + one * one, 0) / sizes.length
  // Few sizes tell little of how they vary.
  return { sizes, mean, square, excess: Math.sqrt(Math.max(square - mean * mean, 0) + (mean * mean) / sizes.length) }
}

/**
 * A value of this expectation as a demand of some probability times a size drawn from those seen (a zero-inflated empirical
 * distribution; bootstrap of sizes as in Willemain, Smart & Schwarz 2004, International Journal of Forecasting 20). The next of
 * n + 1 sizes is the largest as often as any other: once in n + 1 it lies beyond those seen, with an exponential tail. Where more
 * is expected than the mean size, sizes grow instead.
 */
export function sparseQuantile(of: SizeSpread, expected: number, probability: number): number {
  const { sizes, excess } = of
  if (!(expected > 0) || sizes.length === 0) return 0
  const { chance, growth } = demandOf(of, expected)
  const within = (probability - (1 - chance)) / chance
  if (within <= 0) return 0
  const place = Math.ceil(within * (sizes.length + 1) - 1e-9) - 1
  const largest = sizes.at(-1) as number
  const beyond = -Math.log((1 - within) * (sizes.length + 1))
  return (
    growth * (place < sizes.length ? (sizes[Math.max(place, 0)] as number) : largest + excess * Math.max(beyond, 0))
  )
}

/** Probability of more than a value, and of at least it. */
export function sparseAbove(of: SizeSpread, expected: number, value: number): { above: number; atLeast: number } {
  const { sizes, excess } = of
  if (!(expected > 0) || sizes.length === 0) return { above: 0, atLeast: value > 0 ? 0 : 1 }
  const { chance, growth } = demandOf(of, expected)
  const size = value / growth
  const largest = sizes.at(-1) as number
  const share = (limit: number) =>
    limit > largest
      ? Math.exp(-(limit - largest) / excess) / (sizes.length + 1)
      : 1 - placeOf(sizes, limit) / (sizes.length + 1)
  return {
    above: chance * share(size * (1 + 1e-9) + Number.MIN_VALUE),
    atLeast: value > 0 ? chance * share(size * (1 - 1e-9)) : 1,
  }
}

/** Variance of such a value. */
export function sparseVariance(of: SizeSpread, expected: number): number {
  if (!(expected > 0)) return 0
  const { chance, growth } = demandOf(of, expected)
  return Math.max(chance * of.square * growth * growth - expected * expected, 0)
}

/** How likely a step has a demand, and by how much sizes grow. */
function demandOf({ mean }: SizeSpread, expected: number): { chance: number; growth: number } {
  const chance = Math.min(1, expected / mean)
  return { chance, growth: expected / (chance * mean) }
}

/** How many sizes are smaller. */
function placeOf(sizes: Float64Array, limit: number): number {
  let [low, high] = [0, sizes.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sizes[middle] as number) < limit) low = middle + 1
    else high = middle
  }
  return low
}
