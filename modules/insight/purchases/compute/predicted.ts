import type { BaseLineName } from './base-line-forecaster.ts'
import type { CalibrationGroup } from './calibration.ts'
import type { PairedSquares } from './paired-squares.ts'
import type { ModelName } from './purchase-model.ts'
import type { HeldOutScore } from './score-held-out.ts'
import type { Verdict } from './verdict-of.ts'
import type { Season } from './yearly-pattern.ts'

/** Fewer buyers, or fewer purchases after their first ones, than needed: no predictions. */
export interface TooLittle {
  state: 'tooLittle'
  customers: number
  needed: number
  repeats: number
  neededRepeats: number
}

export interface Choice {
  /** By what it was chosen: counts that were held out, or where there are none, by the fit itself. */
  by: 'held-out' | 'fit'
  /** Log likelihoods that were compared. */
  logLikelihoods: Record<ModelName, number>
}

/** Expectations are means, so they are judged by squared errors, which a mean makes least; an absolute error is least for a median, mostly 0. */
export interface Quality extends PairedSquares {
  days: number
  customers: number
  happened: number
  model: HeldOutScore & { name: ModelName }
  baseLines: (HeldOutScore & { name: BaseLineName })[]
  /** The base line of the least squared error; what is inherited says how much the model's is above it. */
  best: BaseLineName
  /** Of the model beside that base line. */
  verdict: Verdict
  deciles: CalibrationGroup[]
}

export interface Money {
  parameters: { p: number; q: number; gamma: number } | null
  logLikelihood: number | null
  /** Customers with a mean above 0, and those left out, who get value 0. */
  customers: number
  leftOut: number
  /** Correlation of number and mean of payments: the model takes it to be 0. */
  correlation: number | null
  /** Expected spend of a customer nothing is known of. */
  mean: number
}

/** Predictions; columns are aligned with the input, a list has an entry per horizon. */
export interface Predicted {
  /** `stepsAside`: on what was held out the model did worse than the best base line beyond chance, so the columns are the base line's. */
  state: 'fitted' | 'stepsAside'
  /** Horizons whose columns are the base line's: all where the model steps aside, else those whose track record was worse. */
  aside: number[]
  customers: number
  horizons: number[]
  model: ModelName
  parameters: Record<string, number>
  /** Of the rounded cells. */
  logLikelihood: number
  /** How many sets of parameters forecasts are mixed over; 1 where the fitted ones alone are used. */
  draws: number
  choice: Choice
  season: Season
  cells: { fitted: number; fittedRounding: number; forecast: number; forecastRounding: number }
  cohorts: { quarters: string[]; factors: Float64Array; strength: number; of: Uint16Array }
  money: Money
  churnWindowDays: number
  /** What is usual, to explain a single customer beside it. */
  usual: { pActive: number; ordersWhileActive: number; spend: number }
  quality: Quality | null
  /** Probability that the customer has not stopped. */
  pActive: Float64Array
  orders: Float64Array[]
  ordersLow: Int32Array[]
  ordersHigh: Int32Array[]
  /** Probability that the count really falls between. */
  ordersInside: Float32Array[]
  /** Probability of no order at all within the horizon. */
  noOrder: Float32Array[]
  value: Float64Array[]
  valueLow: Float64Array[]
  valueHigh: Float64Array[]
  valueInside: Float32Array[]
  /** Expected value of a purchase; 0 for who is left out of the money. */
  spend: Float64Array
  /** Discounted expected value of the next three years, and the part of it in the first. */
  clv: Float64Array
  clvFirstYear: Float64Array
  /** Probability of no purchase within the churn window. */
  churnRisk: Float64Array
}
