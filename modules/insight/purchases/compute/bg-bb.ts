import gammaln from '@stdlib/math-base-special-gammaln'
import { minimise } from '../../compute/minimise.ts'

/** Rows of who could buy once in each of `n` periods: bought in `x` of them, the last in period `tx` (0 without any), `weight` alike. */
export interface Occasions {
  x: Float64Array
  tx: Float64Array
  n: Float64Array
  weight: Float64Array
}

export interface BgBbParameters {
  alpha: number
  beta: number
  gamma: number
  delta: number
}

const logBeta = (a: number, b: number) => gammaln(a) + gammaln(b) - gammaln(a + b)

/**
 * BG/BB (Fader, Hardie and Shang 2010, Marketing Science 29, 1086–1108): in each period whoever is still there buys with a
 * probability that is Beta(α, β) over customers, and before it leaves for good with one that is Beta(γ, δ). By maximum likelihood.
 */
export function fitBgBb(rows: Occasions): BgBbParameters & { logLikelihood: number } {
  const of = (at: readonly number[]) => {
    if (at.some((one) => Math.abs(one) > FAR)) return Number.POSITIVE_INFINITY
    const parameters = parametersOf(at)
    let sum = 0
    for (let row = 0; row < rows.x.length; row++) {
      const [x, tx, n] = [rows.x[row] as number, rows.tx[row] as number, rows.n[row] as number]
      sum += (rows.weight[row] as number) * logLikelihoodOf(parameters, x, tx, n)
    }
    return -sum
  }
  const { at, value } = minimise(of, [0, 0, 0, 0], { tolerance: 1e-12, mostEvaluations: 20_000 })
  return { ...parametersOf(at), logLikelihood: -value }
}

/** Logarithms beyond this are no estimates. */
const FAR = 20

const parametersOf = ([alpha = 0, beta = 0, gamma = 0, delta = 0]: readonly number[]): BgBbParameters => ({
  alpha: Math.exp(alpha),
  beta: Math.exp(beta),
  gamma: Math.exp(gamma),
  delta: Math.exp(delta),
})

/** Equation 5 of the paper, by its logarithm: still there after all periods, or gone after one from the last purchase on. */
function logLikelihoodOf({ alpha, beta, gamma, delta }: BgBbParameters, x: number, tx: number, n: number): number {
  const norm = logBeta(alpha, beta) + logBeta(gamma, delta)
  const terms = [logBeta(alpha + x, beta + n - x) + logBeta(gamma, delta + n) - norm]
  for (let gone = tx; gone < n; gone++)
    terms.push(logBeta(alpha + x, beta + gone - x) + logBeta(gamma + 1, delta + gone) - norm)
  const most = Math.max(...terms)
  return most + Math.log(terms.reduce((sum, one) => sum + Math.exp(one - most), 0))
}

/** Probability of being there in the period after all that were seen: equation 11 of the paper. */
export function aliveBgBb(parameters: BgBbParameters, x: number, tx: number, n: number): number {
  const { alpha, beta, gamma, delta } = parameters
  const there = logBeta(alpha + x, beta + n - x) - logBeta(alpha, beta)
  const stays = logBeta(gamma, delta + n + 1) - logBeta(gamma, delta)
  return Math.exp(there + stays - logLikelihoodOf(parameters, x, tx, n))
}

/** Purchases expected in the next `ahead` periods: equation 13 of the paper, as the sum over periods that it comes from. */
export function expectedBgBb(parameters: BgBbParameters, x: number, tx: number, n: number, ahead: number): number {
  const { alpha, beta, gamma, delta } = parameters
  const buys = logBeta(alpha + x + 1, beta + n - x) - logBeta(alpha, beta)
  const known = logLikelihoodOf(parameters, x, tx, n)
  let sum = 0
  for (let period = 1; period <= ahead; period++)
    sum += Math.exp(buys + logBeta(gamma, delta + n + period) - logBeta(gamma, delta) - known)
  return sum
}
