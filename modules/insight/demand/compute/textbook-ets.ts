import { etsModel } from './ets-model.ts'
import type { EtsForm, EtsState, Smoothing } from './linear-ets.ts'
import type { Model, ModelName } from './model.ts'
import { nashDescent } from './nash-descent.ts'

const LEAST = 1e-4
const MOST = 1 - LEAST

/**
 * Simple, Holt's or Holt and Winters' additive smoothing as textbooks and R's `forecast` print it: parameters and states at
 * the start are searched together, for the least mean squared error, by one descent of Nelder and Mead from the starting
 * values of Hyndman, Koehler, Snyder & Grose 2002 (International Journal of Forecasting 18, section 3). On small series it
 * stops a little short of the optimum (`fitLinearEts` finds that), but gives the figures that readers compare with.
 * @returns null where the values are too few.
 */
export function textbookEts(name: ModelName, values: Float64Array, form: EtsForm): Model | null {
  const seasonal = form.period > 1
  const trended = form.trend !== 'none'
  const parameters = 1 + Number(trended) + Number(seasonal)
  const states = 1 + Number(trended) + form.period - 1
  if (values.length < parameters + states + 2 || values.length < 2 * form.period) return null
  const read = (at: readonly number[]): { smoothing: Smoothing; start: EtsState } => {
    const given = [...at]
    const take = (is: boolean) => (is ? (given.shift() as number) : 0)
    const smoothing = { alpha: take(true), beta: take(trended), gamma: take(seasonal), phi: 1 }
    const [level, trend] = [take(true), take(trended)]
    const first = -given.reduce((sum, one) => sum + one, 0)
    // The search holds the seasons from the last back to the second; the first makes their sum 0.
    return { smoothing, start: { level, trend, seasons: seasonal ? [first, ...given.toReversed()] : [] } }
  }
  const squaresAt = (at: readonly number[]) => {
    const { smoothing, start } = read(at)
    return isInside(smoothing, form) ? squaresOf(values, smoothing, start) / values.length : Number.POSITIVE_INFINITY
  }
  const { smoothing, start } = read(nashDescent(squaresAt, startingValues(values, form)))
  const squares = squaresOf(values, smoothing, start)
  const n = values.length
  const logLikelihood = -0.5 * n * (Math.log((2 * Math.PI * squares) / n) + 1)
  const variance = squares / (n - parameters - states)
  return etsModel(name, { form, smoothing, start, variance, logLikelihood, aicc: null })
}

const isInside = ({ alpha, beta, gamma }: Smoothing, { trend, period }: EtsForm) =>
  alpha >= LEAST &&
  alpha <= MOST &&
  (trend === 'none' || (beta >= LEAST && beta <= alpha)) &&
  (period === 1 || (gamma >= LEAST && gamma <= 1 - alpha))

function squaresOf(values: Float64Array, { alpha, beta, gamma }: Smoothing, start: EtsState): number {
  let { level, trend } = start
  const seasons = [...start.seasons]
  let squares = 0
  for (let t = 0; t < values.length; t++) {
    const place = seasons.length > 0 ? t % seasons.length : 0
    const along = level + trend
    const error = (values[t] as number) - along - (seasons[place] ?? 0)
    squares += error * error
    level = along + alpha * error
    trend += beta * error
    if (seasons.length > 0) seasons[place] = (seasons[place] as number) + gamma * error
  }
  return squares
}

function startingValues(values: Float64Array, { trend, period }: EtsForm): number[] {
  const alpha = LEAST + (0.2 * (MOST - LEAST)) / period
  const seasons = period > 1 ? decomposed(values, period) : []
  const head = values.slice(0, Math.max(10, 2 * period)).map((value, t) => value - (seasons[t % period] ?? 0))
  const mean = head.reduce((sum, one) => sum + one, 0) / head.length
  const middle = (head.length + 1) / 2
  let [along, across] = [0, 0]
  for (const [t, value] of head.entries()) {
    along += (t + 1 - middle) * (value - mean)
    across += (t + 1 - middle) ** 2
  }
  const slope = along / across
  return [
    alpha,
    ...(trend === 'none' ? [] : [LEAST + 0.1 * (alpha - LEAST)]),
    ...(period > 1 ? [LEAST + 0.05 * (1 - alpha - LEAST)] : []),
    ...(trend === 'none' ? [mean] : [mean - slope * middle, slope]),
    ...seasons.slice(1).toReversed(),
  ]
}

/** Mean distance of each season from the moving average over a cycle. */
function decomposed(values: Float64Array, period: number): number[] {
  const half = Math.floor(period / 2)
  const sums = Array.from({ length: period }, () => ({ sum: 0, count: 0 }))
  for (let t = half; t + half < values.length; t++) {
    let around = 0
    for (let by = -half; by <= half; by++) {
      const isEdge = period % 2 === 0 && Math.abs(by) === half
      around += (values[t + by] as number) * (isEdge ? 0.5 : 1)
    }
    const season = sums[t % period] as { sum: number; count: number }
    season.sum += (values[t] as number) - around / period
    season.count++
  }
  const means = sums.map(({ sum, count }) => (count > 0 ? sum / count : 0))
  const whole = means.reduce((sum, one) => sum + one, 0) / period
  return means.map((one) => one - whole)
}
