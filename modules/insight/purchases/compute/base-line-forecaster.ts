import type { History } from './cells.ts'
import type { Forecaster } from './forecaster.ts'
import { addNegativeBinomial } from './negative-binomial.ts'

/** So many mean gaps of silence, and a customer who goes on at their own rate is taken to have left. */
const GAPS = 3

export type BaseLineName = 'past-rate' | 'own-pace'

/**
 * A customer goes on as before: x ÷ T purchases a day ("past-rate"), or that while their last purchase is less than three of their mean gaps
 * ago and none afterwards ("own-pace"). Who has not come back has no rate. Its counts are those of a rate that is known from x purchases in T
 * alone, Gamma(x + ½, T), or Gamma(½, T) for who has no rate.
 */
export function baseLineForecaster(name: BaseLineName): Forecaster {
  const chances = new Float64Array(1 << 13)
  const goesOn = ({ x, tx, T }: History) => x > 0 && T > 0 && (name === 'past-rate' || T - tx < GAPS * (tx / x))
  return {
    active: (history) => (goesOn(history) ? 1 : 0),
    expected: (history, t) => (goesOn(history) ? (history.x / history.T) * t : 0),
    counts: (history, t) => {
      chances.fill(0)
      const shape = (goesOn(history) ? history.x : 0) + 0.5
      return { chances, size: addNegativeBinomial(chances, shape, Math.max(1, history.T), t, 1) }
    },
  }
}
