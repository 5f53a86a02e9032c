import { minimise } from '../../compute/minimise.ts'
import { formName } from './ets-model.ts'
import type { EtsForm } from './linear-ets.ts'
import type { Model } from './model.ts'

interface Point {
  alpha: number
  beta: number
  gamma: number
  phi: number
  level: number
  trend: number
  seasons: number[]
}

const LEAST = 1e-4

/**
 * Exponential smoothing with multiplicative errors and, where there is a period, multiplicative seasons: ETS(M,·,N) and
 * ETS(M,·,M) of Hyndman et al. 2008, table 2.2, for values that are all above 0. Parameters and starting states are searched
 * together for the greatest likelihood (their equation 5.2). No formula gives the spread of sums: `paths` draws it.
 * @returns null where the values are too few or not all positive.
 */
export function multiplicativeEts(values: Float64Array, form: EtsForm): Model | null {
  const seasonal = form.period > 1
  const trended = form.trend !== 'none'
  const free = 1 + Number(trended) + Number(seasonal) + Number(form.trend === 'damped')
  const count = free + 1 + Number(trended) + form.period - 1
  if (values.length < count + 3 || values.length < 2 * form.period || values.some((value) => !(value > 0))) return null
  const read = (at: readonly number[]): Point => {
    const given = [...at]
    const share = () => 1 / (1 + Math.exp(-(given.shift() as number)))
    const alpha = LEAST + (1 - 2 * LEAST) * share()
    const beta = trended ? LEAST + Math.max(alpha - LEAST, 0) * share() : 0
    const gamma = seasonal ? LEAST + Math.max(1 - alpha - LEAST, 0) * share() : 0
    const phi = form.trend === 'damped' ? 0.8 + 0.18 * share() : 1
    const level = Math.exp(given.shift() as number)
    const trend = trended ? (given.shift() as number) * level : 0
    const last = seasonal ? form.period - given.reduce((sum, one) => sum + one, 0) : 1
    return { alpha, beta, gamma, phi, level, trend, seasons: seasonal ? [...given, last] : [] }
  }
  const found = minimise((at) => run(values, read(at)).cost, startOf(values, form, free), {
    tolerance: 1e-9,
    mostEvaluations: 300 * count,
    step: 0.3,
  })
  const point = read(found.at)
  const parameters = count + 1
  const { cost, squares } = run(values, point)
  const n = values.length
  if (!Number.isFinite(cost)) return null
  const logLikelihood = -0.5 * (cost + n * (Math.log((2 * Math.PI) / n) + 1))
  const variance = squares / Math.max(n - count, 1)
  return {
    name: 'ets',
    form: formName(form, 'M'),
    season: seasonal ? 'states' : 'none',
    parameters: {
      alpha: point.alpha,
      ...(trended && { beta: point.beta }),
      ...(seasonal && { gamma: point.gamma }),
      ...(form.trend === 'damped' && { phi: point.phi }),
      level: point.level,
    },
    logLikelihood,
    aicc: -2 * logLikelihood + 2 * parameters + (2 * parameters * (parameters + 1)) / Math.max(n - parameters - 1, 0.5),
    // Relative, not in units of the series: `paths` is what tells the spread.
    variance,
    response: () => 0,
    means: (series, origins, horizon) => {
      const means: Float64Array[] = []
      run(series, point, (after, t) => {
        while (origins[means.length] === t) means.push(ahead(after, t, horizon, () => 0))
      })
      return means
    },
    paths: (series, horizon, draws, random) => {
      let last: Point = point
      run(series, point, (after) => {
        last = { ...after, seasons: [...after.seasons] }
      })
      const spread = Math.sqrt(variance)
      const normal = () =>
        Math.max(spread * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()), -0.99)
      return Array.from({ length: draws }, () => ahead(last, series.length, horizon, normal))
    },
  }
}

/** Follows the series; −2 × log likelihood without its constants. `see` is shown the states before each value and after the last. */
function run(
  values: Float64Array,
  from: Point,
  see?: (state: Point, t: number) => void,
): { cost: number; squares: number } {
  const state = { ...from, seasons: [...from.seasons] }
  let [squares, sizes] = [0, 0]
  for (let t = 0; t < values.length; t++) {
    see?.(state, t)
    const expected = next(state, t)
    if (!(expected > 0)) return { cost: Number.POSITIVE_INFINITY, squares: Number.POSITIVE_INFINITY }
    const error = ((values[t] as number) - expected) / expected
    squares += error * error
    sizes += Math.log(expected)
    step(state, t, error)
  }
  see?.(state, values.length)
  return { cost: values.length * Math.log(Math.max(squares, 1e-300)) + 2 * sizes, squares }
}

const seasonAt = ({ seasons }: Point, t: number) => (seasons.length > 0 ? (seasons[t % seasons.length] as number) : 1)
const next = (state: Point, t: number) => (state.level + state.phi * state.trend) * seasonAt(state, t)

/** The states after a relative error. */
function step(state: Point, t: number, error: number): void {
  const along = state.level + state.phi * state.trend
  state.level = along * (1 + state.alpha * error)
  state.trend = state.phi * state.trend + state.beta * along * error
  if (state.seasons.length > 0) state.seasons[t % state.seasons.length] = seasonAt(state, t) * (1 + state.gamma * error)
}

function ahead(from: Point, at: number, horizon: number, error: () => number): Float64Array {
  const state = { ...from, seasons: [...from.seasons] }
  const values = new Float64Array(horizon)
  for (let h = 0; h < horizon; h++) {
    const expected = next(state, at + h)
    const drawn = error()
    values[h] = expected * (1 + drawn)
    step(state, at + h, drawn)
  }
  return values
}

function startOf(values: Float64Array, { trend, period }: EtsForm, free: number): number[] {
  const n = values.length
  const whole = values.reduce((sum, one) => sum + one, 0) / n
  const seasons = Array.from({ length: period }, (_, place) => {
    let [sum, count] = [0, 0]
    for (let t = place; t < n; t += period) {
      sum += values[t] as number
      count++
    }
    return sum / count / whole
  })
  const cycle = (from: number) => {
    const part = values.slice(Math.max(0, from), Math.max(0, from) + Math.max(period, 3))
    return part.reduce((sum, one) => sum + one, 0) / part.length
  }
  const first = cycle(0)
  const rise = (cycle(n - Math.max(period, 3)) / first - 1) / n
  return [
    ...[-1, -2, -2, 1].slice(0, free),
    Math.log(first),
    ...(trend === 'none' ? [] : [Math.min(Math.max(rise, -0.5 / n), 0.2)]),
    ...(period > 1 ? seasons.slice(0, -1) : []),
  ]
}
