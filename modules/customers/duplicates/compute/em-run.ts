import type { Patterns } from './level-patterns.ts'

export interface EmRun {
  /** Per field the expected number of matches at each level; null for fields that were held out. */
  expected: (Float64Array | null)[]
  m: (Float64Array | null)[]
  lambda: number
  iterations: number
  /** Natural logarithm of the likelihood of all pairs of the run. */
  logLikelihood: number
}

const MOST_ITERATIONS = 200
const ENOUGH = 1e-5
// Weight of the prior in pairs: keeps m off 0 where a level is rare, and is nothing beside thousands of matches.
const PRIOR_PAIRS = 4

/**
 * m and λ of one sample of pairs by expectation and maximisation with u held fast (Winkler 1988; Dempster, Laird and
 * Rubin 1977), fields taken as independent given match or not. `free` says which fields take part.
 */
export function emRun(
  patterns: Patterns,
  free: readonly boolean[],
  u: readonly Float64Array[],
  prior: readonly Float64Array[],
  startLambda = 0.2,
): EmRun {
  const width = u.length
  let m: Float64Array[] = prior.map((values) => Float64Array.from(values))
  let lambda = startLambda
  let logLikelihood = Number.NEGATIVE_INFINITY
  let expected = prior.map((values) => new Float64Array(values.length))
  let iterations = 0
  for (; iterations < MOST_ITERATIONS; iterations++) {
    expected = prior.map((values) => new Float64Array(values.length))
    let matches = 0
    let likelihood = 0
    for (let row = 0; row < patterns.size; row++) {
      let ratio = 1
      let chance = 1
      for (let at = 0; at < width; at++) {
        const level = (patterns.levels[row * width + at] ?? 0) - 1
        if (level < 0 || !free[at]) continue
        const ofOthers = u[at]?.[level] ?? 1
        ratio *= (m[at]?.[level] ?? 1) / ofOthers
        chance *= ofOthers
      }
      const count = patterns.counts[row] ?? 0
      const mixed = lambda * ratio + 1 - lambda
      const share = (count * lambda * ratio) / mixed
      matches += share
      likelihood += count * Math.log(chance * mixed)
      for (let at = 0; at < width; at++) {
        const level = (patterns.levels[row * width + at] ?? 0) - 1
        const sums = expected[at]
        if (level >= 0 && free[at] && sums) sums[level] = (sums[level] ?? 0) + share
      }
    }
    lambda = Math.min(1 - 1e-9, Math.max(1e-12, matches / Math.max(1, patterns.pairs)))
    m = expected.map((sums, at) => withPrior(sums, prior[at] ?? sums))
    const isSettled = Math.abs(likelihood - logLikelihood) < ENOUGH * Math.max(1, Math.abs(likelihood)) * 1e-3
    logLikelihood = likelihood
    if (isSettled) break
  }
  const held = <T>(values: T[]) => values.map((value, at) => (free[at] ? value : null))
  return { expected: held(expected), m: held(m), lambda, iterations, logLikelihood }
}

/** Shares of expected counts, the prior counting as a few pairs. */
export function withPrior(sums: Float64Array, prior: Float64Array): Float64Array {
  const total = sums.reduce((sum, value) => sum + value, PRIOR_PAIRS)
  return sums.map((value, level) => (value + PRIOR_PAIRS * (prior[level] ?? 0)) / total)
}
