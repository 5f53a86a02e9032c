import gammaln from '@stdlib/math-base-special-gammaln'

export interface ShrunkenFactors {
  factors: Float64Array
  /** How many expected events (after dispersion) the belief in 1 weighs; infinite where the groups don't differ beyond chance. */
  strength: number
}

const STRENGTHS = Array.from({ length: 61 }, (_, step) => 2 * 10 ** (step / 10))

/**
 * How much more happened in each group than expected, shrunk to 1 by empirical Bayes: factors are Gamma(k, k) over groups, events
 * Poisson given the factor, k by greatest marginal likelihood (the gamma–Poisson model of Robbins; Clayton and Kaldor 1987,
 * Biometrics 43, 671–681). `dispersion` is how many times more than Poisson the counts vary.
 */
export function shrunkenFactors(observed: Float64Array, expected: Float64Array, dispersion: number): ShrunkenFactors {
  const y = observed.map((value) => value / dispersion)
  const e = expected.map((value) => value / dispersion)
  let best = {
    strength: Number.POSITIVE_INFINITY,
    log: y.reduce((sum, count, at) => sum + poisson(count, e[at] as number), 0),
  }
  for (const strength of STRENGTHS) {
    const log = y.reduce((sum, count, at) => sum + negativeBinomial(count, e[at] as number, strength), 0)
    if (log > best.log) best = { strength, log }
  }
  const { strength } = best
  const factors = y.map((count, at) =>
    strength === Number.POSITIVE_INFINITY ? 1 : (strength + count) / (strength + (e[at] as number)),
  )
  return { factors, strength }
}

const poisson = (count: number, mean: number) => (mean > 0 ? count * Math.log(mean) - mean - gammaln(count + 1) : 0)

const negativeBinomial = (count: number, mean: number, strength: number) =>
  gammaln(strength + count) -
  gammaln(strength) -
  gammaln(count + 1) +
  strength * Math.log(strength / (strength + mean)) +
  (count > 0 ? count * Math.log(mean / (strength + mean)) : 0)
