import type { Model } from './model.ts'

export interface Spread {
  /** Of each step's value. */
  deviations: Float64Array
  /** Of the sum of all values up to each step. */
  sumDeviations: Float64Array
}

/**
 * Standard deviations of the values ahead and of their sums: a value `h` steps ahead carries its own innovation and cⱼ of those
 * before it (Hyndman et al. 2008, equations 6.1 and, for sums over a lead time, 6.11). With a seasonal index each value is
 * spread by its factor.
 */
export function spreadOf(
  model: Model,
  horizon: number,
  at: number,
  index?: { factors: Float64Array; weights: Float64Array },
): Spread {
  const deviations = new Float64Array(horizon)
  const sumDeviations = new Float64Array(horizon)
  const responses = Array.from({ length: horizon }, (_, steps) => (steps === 0 ? 1 : model.response(steps)))
  const own = (step: number) => (index ? 1 / Math.sqrt(index.weights[at + step] ?? 1) : 1)
  const factor = (step: number) => (index ? (index.factors[at + step] ?? 1) : 1)
  // Of each innovation: how much of it is in the sum so far.
  const inSum = new Float64Array(horizon)
  for (let h = 0; h < horizon; h++) {
    let [variance, sumVariance] = [0, 0]
    for (let from = 0; from <= h; from++) {
      const part = factor(h) * (from === h ? own(h) : (responses[h - from] as number))
      inSum[from] = (inSum[from] as number) + part
      variance += part * part
      sumVariance += (inSum[from] as number) ** 2
    }
    deviations[h] = Math.sqrt(model.variance * variance)
    sumDeviations[h] = Math.sqrt(model.variance * sumVariance)
  }
  return { deviations, sumDeviations }
}
