/** Bits per step of the histogram of weights. */
export const STEP = 1 / 64
const LOWEST = -64
const STEPS = 192 / STEP

/** Weights of all compared pairs, counted in steps: λ needs no more, and memory stays flat. */
export function weightCounts(): { add(weight: number): void; counts: Float64Array } {
  const counts = new Float64Array(STEPS)
  return {
    counts,
    add(weight) {
      const step = Math.max(0, Math.min(STEPS - 1, Math.round((weight - LOWEST) / STEP)))
      counts[step] = (counts[step] ?? 0) + 1
    },
  }
}

/**
 * The share of matches among all pairs that makes itself: the sum of the compared pairs' probabilities over all pairs, found by
 * going round from `start` (the M-step for λ with m and u held). Pairs that no rule brought together count as none.
 */
export function findLambda(counts: Float64Array, allPairs: number, start: number): number {
  let lambda = start
  for (let round = 0; round < 200; round++) {
    let matches = 0
    counts.forEach((count, step) => {
      if (count > 0) matches += count * probabilityOf(LOWEST + step * STEP, lambda)
    })
    const next = Math.min(0.5, Math.max(0.5, matches) / allPairs)
    if (Math.abs(next - lambda) < 1e-6 * lambda) return next
    lambda = next
  }
  return lambda
}

/** Probability that a pair of this weight is a match (Bayes; Fellegi and Sunter 1969, §2). */
export function probabilityOf(weight: number, lambda: number): number {
  const odds = (lambda / (1 - lambda)) * 2 ** weight
  return odds === Number.POSITIVE_INFINITY ? 1 : odds / (1 + odds)
}
