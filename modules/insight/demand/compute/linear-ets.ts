import { minimise } from '../../compute/minimise.ts'
import { leastBetween } from './least-between.ts'
import { solveNormal } from './solve-normal.ts'

/** Which states an additive model keeps: a level, perhaps a trend, perhaps `period` seasonal states. */
export interface EtsForm {
  trend: 'none' | 'additive' | 'damped'
  /** Seasons in a cycle; 1: none. */
  period: number
}

export interface Smoothing {
  alpha: number
  beta: number
  gamma: number
  phi: number
}

/** The states after an observation: forecasts follow from them alone. */
export interface EtsState {
  level: number
  trend: number
  /** Of the next `period` steps, in their order. */
  seasons: number[]
}

export interface LinearEts {
  form: EtsForm
  smoothing: Smoothing
  start: EtsState
  /** Innovation variance, per observation of weight 1. */
  variance: number
  logLikelihood: number
  aicc: number
}

const LEAST = 1e-4

interface Options {
  /** How much each value says, 0–1; absent: all 1. Errors count by it, and it slows what they change. */
  weights?: Float64Array | undefined
  /** Parameters to two digits are enough: for thousands of series. */
  rough?: boolean
  fixed?: Partial<Smoothing> | undefined
}

/**
 * Fits an exponential smoothing model with additive errors in state-space form by maximum likelihood: Hyndman, Koehler,
 * Ord & Snyder, Forecasting with Exponential Smoothing (2008), table 2.1, and chapter 5 for estimation. Errors are linear in
 * the states at the start, so those are solved by least squares for each trial of the smoothing parameters, and only
 * these are searched, within 0.0001 ≤ β ≤ α, γ ≤ 1 − α, 0.8 ≤ φ ≤ 0.98. @returns null where the values are too few for the form.
 */
export function fitLinearEts(values: Float64Array, form: EtsForm, options: Options = {}): LinearEts | null {
  const states = 1 + (form.trend === 'none' ? 0 : 1) + form.period - 1
  const searched = namesOf(form).filter((name) => options.fixed?.[name] === undefined)
  const freedom = values.length - states - searched.length
  if (freedom < 2) return null
  const trial = new Trial(values, form, states, options.weights)
  const smoothingAt = (at: readonly number[]) => boxed(searched, at, options.fixed)
  const squaresAt = (at: readonly number[]) => Math.log(trial.squares(smoothingAt(at)) + trial.tiny)
  const at = searched.length === 0 ? [] : search(squaresAt, searched, options.rough ?? false)
  const smoothing = smoothingAt(at)
  const squares = trial.squares(smoothing)
  const n = values.length
  const parameters = states + searched.length + 1
  const logLikelihood = -0.5 * n * (Math.log((2 * Math.PI * Math.max(squares, trial.tiny)) / n) + 1)
  return {
    form,
    smoothing,
    start: trial.start(form),
    variance: squares / freedom,
    logLikelihood,
    aicc: -2 * logLikelihood + 2 * parameters + (2 * parameters * (parameters + 1)) / Math.max(n - parameters - 1, 0.5),
  }
}

const namesOf = ({ trend, period }: EtsForm): (keyof Smoothing)[] => [
  'alpha',
  ...(trend === 'none' ? [] : (['beta'] as const)),
  ...(period > 1 ? (['gamma'] as const) : []),
  ...(trend === 'damped' ? (['phi'] as const) : []),
]

function search(of: (at: readonly number[]) => number, names: readonly (keyof Smoothing)[], rough: boolean): number[] {
  if (names.length === 1) return [logit(leastBetween((share) => of([logit(share)]), rough ? 0.01 : 1e-7))]
  const how = rough
    ? { tolerance: 1e-7, mostEvaluations: 40 * names.length }
    : { tolerance: 1e-14, mostEvaluations: 400 * names.length }
  return minimise(of, names.map(startOf), { ...how, step: 0.7 }).at
}

const logit = (share: number) => Math.log(share / (1 - share))
/** Where most series of trade lie. */
const startOf = (name: keyof Smoothing) => logit({ alpha: 0.3, beta: 0.1, gamma: 0.15, phi: 0.8 }[name])

/** Unbounded search values as smoothing parameters inside their box. */
function boxed(
  names: readonly (keyof Smoothing)[],
  at: readonly number[],
  fixed: Partial<Smoothing> | undefined,
): Smoothing {
  const share = (name: keyof Smoothing) => 1 / (1 + Math.exp(-(at[names.indexOf(name)] ?? 0)))
  const between = (name: keyof Smoothing, low: number, high: number) =>
    fixed?.[name] ?? (names.includes(name) ? low + (high - low) * share(name) : Number.NaN)
  const alpha = between('alpha', LEAST, 1 - LEAST)
  const or = (value: number, none: number) => (Number.isNaN(value) ? none : value)
  return {
    alpha,
    beta: or(between('beta', LEAST, Math.max(alpha, LEAST)), 0),
    gamma: or(between('gamma', LEAST, Math.max(1 - alpha, LEAST)), 0),
    phi: or(between('phi', 0.8, 0.98), 1),
  }
}

/** Errors of one series under trial parameters, and the least-squares states at its start. */
class Trial {
  readonly tiny: number
  readonly #values: Float64Array
  readonly #form: EtsForm
  readonly #states: number
  readonly #weights: Float64Array | undefined
  readonly #errors: Float64Array[]
  #solved: Float64Array

  constructor(values: Float64Array, form: EtsForm, states: number, weights: Float64Array | undefined) {
    this.#values = values
    this.#form = form
    this.#states = states
    this.#weights = weights
    this.#errors = Array.from({ length: states + 1 }, () => new Float64Array(values.length))
    this.#solved = new Float64Array(states)
    let size = 0
    for (const value of values) size += value * value
    // A series that never moves has no likelihood: its errors are taken for a billionth of its size.
    this.tiny = 1e-18 * size + 1e-300
  }

  /** Weighted sum of squared one-step errors with the best states at the start. */
  squares(smoothing: Smoothing): number {
    const { trend, period } = this.#form
    const seasonFrom = trend === 'none' ? 1 : 2
    this.#run(smoothing, 0, zeroState(period), true)
    for (let column = 0; column < this.#states; column++) {
      const state = zeroState(period)
      if (column === 0) state.level = 1
      else if (trend !== 'none' && column === 1) state.trend = 1
      else {
        state.seasons[column - seasonFrom] = 1
        state.seasons[period - 1] = -1
      }
      this.#run(smoothing, column + 1, state, false)
    }
    const { solution, squares } = solveNormal(this.#errors, this.#weights)
    this.#solved = solution
    return squares
  }

  start({ trend, period }: EtsForm): EtsState {
    const seasonFrom = trend === 'none' ? 1 : 2
    const seasons = Array.from({ length: period > 1 ? period : 0 }, (_, at) => this.#solved[seasonFrom + at] ?? 0)
    if (period > 1) seasons[period - 1] = -seasons.slice(0, -1).reduce((sum, one) => sum + one, 0)
    return { level: this.#solved[0] ?? 0, trend: trend === 'none' ? 0 : (this.#solved[1] ?? 0), seasons }
  }

  #run({ alpha, beta, gamma, phi }: Smoothing, column: number, state: EtsState, given: boolean): void {
    const errors = this.#errors[column] as Float64Array
    const period = state.seasons.length
    let { level, trend } = state
    for (let t = 0, place = 0; t < errors.length; t++) {
      const along = level + phi * trend
      const season = period > 0 ? (state.seasons[place] as number) : 0
      const error = (given ? (this.#values[t] as number) : 0) - along - season
      const change = error * (this.#weights ? (this.#weights[t] as number) : 1)
      errors[t] = error
      level = along + alpha * change
      trend = phi * trend + beta * change
      if (period > 0) {
        state.seasons[place] = season + gamma * change
        place = place + 1 === period ? 0 : place + 1
      }
    }
  }
}

const zeroState = (period: number): EtsState => ({
  level: 0,
  trend: 0,
  seasons: new Array<number>(period > 1 ? period : 0).fill(0),
})
