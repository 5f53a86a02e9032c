/** Beyond a year nothing is told. */
export const FARTHEST = 365

/** First day from the first on by which a purchase has come with a probability; infinite: not within a year. */
export function quantileDay(hazard: (days: number) => number, probability: number): number {
  const target = -Math.log(1 - probability)
  if (hazard(FARTHEST) < target) return Number.POSITIVE_INFINITY
  let [low, high] = [0, FARTHEST]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (hazard(middle) >= target) high = middle
    else low = middle
  }
  return high
}
