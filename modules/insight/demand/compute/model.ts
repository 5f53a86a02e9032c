export const modelNames = [
  'mean',
  'seasonal-naive',
  'ses',
  'holt',
  'holt-winters',
  'ets',
  'croston',
  'sba',
  'tsb',
  'ended',
] as const
export type ModelName = (typeof modelNames)[number]

/** A model with its parameters fixed: it can follow a series and look ahead from any place in it. */
export interface Model {
  name: ModelName
  /** The form that was chosen: `ETS(A,Ad,N)`. */
  form: string
  /** `states`: seasons of its own; `index`: a seasonal index given with the series. */
  season: 'none' | 'states' | 'index'
  parameters: Record<string, number>
  /** Null where a model has none. */
  logLikelihood: number | null
  aicc: number | null
  /** What the next `horizon` values are expected to be after the first `origin` values, for each of the rising origins. */
  means(values: Float64Array, origins: readonly number[], horizon: number): Float64Array[]
  /** Variance of one step ahead, as far as the model's own errors tell. */
  variance: number
  /** How much of an unforeseen unit is still in the value `steps` later. */
  response(steps: number): number
  /** Draws of the next values, where no formula gives their spread: `draws` paths of `horizon` values after all of `values`. */
  paths?(values: Float64Array, horizon: number, draws: number, random: () => number): Float64Array[]
}
