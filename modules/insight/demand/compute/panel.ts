import type { Wish } from './candidates.ts'
import type { DemandClass } from './demand-class.ts'
import type { Index } from './ets-model.ts'
import type { Held } from './intervals-held.ts'
import type { Model } from './model.ts'
import type { Outlook } from './outlook.ts'
import type { WholeError } from './whole-error.ts'

export interface Series {
  /** One value a step, oldest first. */
  values: Float64Array
  /** Factors of a seasonal index for every value and for the steps ahead: as known before the last `test` values, and as known now. */
  seasons?: { before: Float64Array; now: Float64Array } | undefined
}

export interface PanelOptions extends Wish {
  horizon: number
  /** At most so many of the last values are foretold again from origins among them, never more than a third of a series. */
  test: number
  /** Steps between origins. */
  every: number
  /** Values are amounts, never below 0. */
  areAmounts: boolean
  /** Nothing sold for so many steps: the product is taken to have ended. */
  endsAfter?: number | undefined
  /** Widen intervals to what the rolling origins showed, by class and model: for many series of one kind. */
  calibrate?: boolean
  /** Errors that all series share: known, or `first`: those of the first series, which is the sum of the others. */
  common?: { whole: WholeError; early: WholeError } | 'first' | undefined
}

export type ForecastState = 'used' | 'stepped_aside' | 'too_little_data' | 'ended'

export interface SeriesForecast extends Outlook {
  demandClass: DemandClass
  /** `stepped_aside`: a base line foretells this series better than any model. */
  state: ForecastState
  model: Pick<Model, 'name' | 'form' | 'season' | 'parameters' | 'logLikelihood' | 'aicc'>
  quality: Quality
}

export interface Quality extends Held {
  /** Origins looked ahead from. */
  origins: number
  /** MASE of the model, of the seasonal naive base line, and of the mean; null where nothing could be measured. */
  mase: number | null
  naive: number | null
  mean: number | null
  rmsse: number | null
  /** Chosen by the first half of what was tested, these are of the second half: no choice has seen it. */
  unseen: { mase: number; naive: number; rmsse: number; naiveRmsse: number } | null
}

/** Values of a season that hardly sells say little of the level. */
export const weighted = (factors: Float64Array): Index => ({
  factors,
  weights: factors.map((factor) => Math.min(factor, 1)),
})

export const hasEnded = (values: Float64Array, { endsAfter }: PanelOptions): boolean =>
  endsAfter !== undefined && values.length > endsAfter && values.subarray(-endsAfter).every((value) => value === 0)
