import gammaln from '@stdlib/math-base-special-gammaln'

const NEGLIGIBLE = 1e-9
const LEAST_LOG = -600

/**
 * Adds `weight` times the probabilities of 0, 1, … purchases in a time `t` to `into`, where the rate of purchases is
 * Gamma(shape, rate scale `a`): the negative binomial with success share t ÷ (a + t). Stops where less than 1e-9 is left or
 * `into` is full; returns how many entries it reached.
 */
export function addNegativeBinomial(into: Float64Array, shape: number, a: number, t: number, weight: number): number {
  const share = t / (a + t)
  const logNone = -shape * Math.log1p(t / a)
  let count = 0
  let chance = weight * Math.exp(logNone)
  if (logNone < LEAST_LOG) {
    // Nothing at 0 that a number could hold: begin far below the mean, where it is still negligible.
    const mean = (shape * t) / a
    count = Math.max(0, Math.floor(mean - 12 * Math.sqrt((mean * (a + t)) / a)))
    const log = gammaln(shape + count) - gammaln(shape) - gammaln(count + 1) + count * Math.log(share) + logNone
    chance = weight * Math.exp(log)
  }
  const enough = NEGLIGIBLE * weight
  for (; count < into.length; count++) {
    into[count] = (into[count] as number) + chance
    const ratio = ((shape + count) / (count + 1)) * share
    const most = Math.max(ratio, share)
    // What is left is at most a geometric row with the greatest ratio to come.
    if (most < 1 && chance * most < enough * (1 - most)) return count + 1
    chance *= ratio
  }
  return into.length
}
