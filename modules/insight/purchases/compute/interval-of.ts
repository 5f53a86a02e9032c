export interface Interval {
  low: number
  high: number
  /** Probability that the count really falls between, both ends included: counts are whole, so it is more than asked. */
  inside: number
}

/**
 * The interval of a count that holds at least `share` of its probability. Where nothing at all is likelier than half of what may be
 * left out, it begins at 0 and all that is left out lies above; else an equal part at most lies on either side.
 */
export function intervalOf(chances: Float64Array, size: number, share = 0.8): Interval {
  const side = (1 - share) / 2
  let low = 0
  let below = 0
  if ((chances[0] as number) <= side) {
    while (low < size - 1 && below + (chances[low] as number) <= side) below += chances[low++] as number
  }
  const above = low === 0 ? 1 - share : side
  let upTo = below
  let high = low
  for (; high < size; high++) {
    upTo += chances[high] as number
    // What quadrature and cut tails leave of 1 must not move an end.
    if (1 - upTo <= above + 1e-9) break
  }
  return { low, high: Math.min(high, size - 1), inside: Math.min(1, upTo - below) }
}
