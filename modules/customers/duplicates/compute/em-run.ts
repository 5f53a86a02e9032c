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

/** Blocked pairs hold many matches. */
const START_LAMBDA = 0.2
const MOST_ITERATIONS = 200
// Relative change of the log likelihood.
const ENOUGH = 1e-8
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
): EmRun {
  let m: Float64Array[] = prior.map((values) => Float64Array.from(values))
  let lambda = START_LAMBDA
  let logLikelihood = Number.NEGATIVE_INFINITY
  let step = expectationStep(patterns, free, u, m, lambda)
  let iterations = 1
  for (; iterations < MOST_ITERATIONS; iterations++) {
    const isSettled = step.logLikelihood - logLikelihood < ENOUGH * Math.abs(step.logLikelihood)
    logLikelihood = step.logLikelihood
    if (isSettled) break
    lambda = Math.min(1 - 1e-9, Math.max(1e-12, step.matches / Math.max(1, patterns.pairs)))
    m = step.expected.map((sums, at) => withPrior(sums, prior[at] ?? sums))
    step = expectationStep(patterns, free, u, m, lambda)
  }
  const held = <T>(values: T[]) => values.map((value, at) => (free[at] ? value : null))
  return { expected: held(step.expected), m: held(m), lambda, iterations, logLikelihood }
}

interface Step {
  expected: Float64Array[]
  matches: number
  logLikelihood: number
}

/** How many matches, in all and at each level, the parameters expect among the pairs. */
function expectationStep(
  patterns: Patterns,
  free: readonly boolean[],
  u: readonly Float64Array[],
  m: readonly Float64Array[],
  lambda: number,
): Step {
  const width = u.length
  const fields = free.flatMap((isFree, at) => (isFree ? at : []))
  const expected = m.map((values) => new Float64Array(values.length))
  let matches = 0
  let logLikelihood = 0
  for (let row = 0; row < patterns.size; row++) {
    let ratio = 1
    let chance = 1
    for (const at of fields) {
      const level = (patterns.levels[row * width + at] ?? 0) - 1
      if (level < 0) continue
      const ofOthers = u[at]?.[level] ?? 1
      ratio *= (m[at]?.[level] ?? 1) / ofOthers
      chance *= ofOthers
    }
    const count = patterns.counts[row] ?? 0
    const mixed = lambda * ratio + 1 - lambda
    const share = (count * lambda * ratio) / mixed
    matches += share
    logLikelihood += count * Math.log(chance * mixed)
    for (const at of fields) {
      const level = (patterns.levels[row * width + at] ?? 0) - 1
      const sums = expected[at]
      if (level >= 0 && sums) sums[level] = (sums[level] ?? 0) + share
    }
  }
  return { expected, matches, logLikelihood }
}

/** Shares of expected counts, the prior counting as a few pairs. */
export function withPrior(sums: Float64Array, prior: Float64Array): Float64Array {
  const total = sums.reduce((sum, value) => sum + value, PRIOR_PAIRS)
  return sums.map((value, level) => (value + PRIOR_PAIRS * (prior[level] ?? 0)) / total)
}
