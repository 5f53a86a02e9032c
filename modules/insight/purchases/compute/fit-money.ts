import { correlation } from './correlation.ts'
import { fitGammaGamma } from './gamma-gamma.ts'
import { moneyCells } from './money-cells.ts'
import type { Money } from './predicted.ts'

const FEWEST = 10
const PRIOR_WIDTH = 1.5

/**
 * Gamma–Gamma on all buyers with a mean above 0, first purchases included, means that differ by less than 1 % put together. With
 * fewer than ten such buyers there are no parameters, and nobody gets a value.
 */
export function fitMoney(purchases: Int32Array, meanValue: Float64Array): Money {
  const customers = meanValue.reduce((count, value) => count + (value > 0 ? 1 : 0), 0)
  const leftOut = meanValue.length - customers
  if (customers < FEWEST) {
    return { parameters: null, logLikelihood: null, customers, leftOut, correlation: null, mean: 0 }
  }
  const { p, q, gamma, logLikelihood } = fitGammaGamma(moneyCells(purchases, meanValue, true), {
    priorWidth: PRIOR_WIDTH,
  })
  return {
    parameters: { p, q, gamma },
    logLikelihood,
    customers,
    leftOut,
    correlation: correlation(purchases, meanValue),
    mean: (p * gamma) / (q - 1),
  }
}
