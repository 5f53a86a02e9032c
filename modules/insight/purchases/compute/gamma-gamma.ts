import gammaln from '@stdlib/math-base-special-gammaln'
import { minimise } from '../../compute/minimise.ts'

/** Customers with equal numbers and means of payments, collapsed. */
export interface MoneyCells {
  size: number
  /** The distinct numbers of payments, and which of them each cell has. */
  xs: Float64Array
  xAt: Int32Array
  mean: Float64Array
  weight: Float64Array
}

export interface GammaGamma {
  p: number
  q: number
  gamma: number
  logLikelihood: number
}

interface Options {
  /** Standard deviation of a weak prior on the logarithms of p, q − 1 and γ's scale; none for plain maximum likelihood. */
  priorWidth?: number
}

/**
 * Gamma–Gamma (Fader, Hardie and Lee 2005, "RFM and CLV", Journal of Marketing Research 42, 415–430; Fader and Hardie 2013, "The
 * Gamma-Gamma model of monetary value", equation 1a): payments of a customer are Gamma(p, ν), and ν is Gamma(q, γ) over customers.
 * With a prior q stays above 1, so that the mean of all customers exists.
 */
export function fitGammaGamma(cells: MoneyCells, { priorWidth }: Options = {}): GammaGamma {
  const scale = meanOf(cells)
  // q − 1 is fitted with a prior, q itself without one.
  const least = priorWidth === undefined ? 0 : 1
  const usual = [2, 3 - least, scale].map(Math.log)
  const parametersOf = (logs: readonly number[]) => {
    const [p = 1, q = 1, gamma = 1] = logs.map(Math.exp)
    return { p, q: q + least, gamma }
  }
  const found = minimise((logs) => {
    const off = logs.map((log, axis) => log - (usual[axis] as number))
    if (off.some((one) => Math.abs(one) > Math.log(1e5))) return Number.NaN
    const prior = priorWidth === undefined ? 0 : off.reduce((sum, one) => sum + (one / priorWidth) ** 2 / 2, 0)
    return prior - logLikelihood(parametersOf(logs), cells)
  }, usual)
  const parameters = parametersOf(found.at)
  return { ...parameters, logLikelihood: logLikelihood(parameters, cells) }
}

function meanOf({ mean, weight, size }: MoneyCells): number {
  let [sum, count] = [0, 0]
  for (let cell = 0; cell < size; cell++) {
    sum += (weight[cell] as number) * (mean[cell] as number)
    count += weight[cell] as number
  }
  return sum / count
}

function logLikelihood({ p, q, gamma }: Omit<GammaGamma, 'logLikelihood'>, cells: MoneyCells): number {
  const { size, xs, xAt, mean, weight } = cells
  const perX = xs.map((x) => gammaln(p * x + q) - gammaln(p * x) + p * x * Math.log(x))
  const constant = q * Math.log(gamma) - gammaln(q)
  let sum = 0
  for (let cell = 0; cell < size; cell++) {
    const place = xAt[cell] as number
    const x = xs[place] as number
    const z = mean[cell] as number
    const log = (perX[place] as number) + constant + (p * x - 1) * Math.log(z) - (p * x + q) * Math.log(gamma + x * z)
    sum += (weight[cell] as number) * log
  }
  return sum
}
