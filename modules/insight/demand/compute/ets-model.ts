import type { EtsForm, EtsState, LinearEts } from './linear-ets.ts'
import type { Model, ModelName } from './model.ts'

type Fitted = Pick<LinearEts, 'form' | 'smoothing' | 'start' | 'variance' | 'logLikelihood'> & { aicc: number | null }

/** A seasonal index that the values were divided by before fitting, for each value and those ahead. */
export interface Index {
  factors: Float64Array
  weights: Float64Array
}

const TREND = { none: 'N', additive: 'A', damped: 'Ad' } as const

export const formName = ({ trend, period }: EtsForm, error = 'A', season = error): string =>
  `ETS(${error},${TREND[trend]},${period > 1 ? season : 'N'})`

/** An additive exponential smoothing model that can follow a series; forecasts by Hyndman et al. 2008, section 6.1. */
export function etsModel(name: ModelName, fit: Fitted, index?: Index): Model {
  const { form, smoothing, start } = fit
  const { alpha, beta, gamma, phi } = smoothing
  return {
    name,
    form: formName(form),
    season: index ? 'index' : form.period > 1 ? 'states' : 'none',
    parameters: shownParameters(fit),
    logLikelihood: fit.logLikelihood,
    aicc: fit.aicc,
    variance: fit.variance,
    means: (values, origins, horizon) => follow(fit, values, origins, horizon, index),
    response: (steps) =>
      alpha + beta * dampedSteps(phi, steps) + (form.period > 1 && steps % form.period === 0 ? gamma : 0),
  }
  function shownParameters({ form: { trend, period } }: Fitted): Record<string, number> {
    return {
      alpha,
      ...(trend !== 'none' && { beta }),
      ...(period > 1 && { gamma }),
      ...(trend === 'damped' && { phi }),
      level: start.level,
      ...(trend !== 'none' && { trend: start.trend }),
    }
  }
}

/** φ + φ² + … of so many steps. */
function dampedSteps(phi: number, steps: number): number {
  return phi === 1 ? steps : (phi * (1 - phi ** steps)) / (1 - phi)
}

function follow(
  { smoothing: { alpha, beta, gamma, phi }, start }: Fitted,
  values: Float64Array,
  origins: readonly number[],
  horizon: number,
  index: Index | undefined,
): Float64Array[] {
  const seasons = [...start.seasons]
  const period = seasons.length
  const found: Float64Array[] = []
  // One buffer for all: thousands of small ones are what memory goes into.
  const all = new Float64Array(origins.length * horizon)
  const state: EtsState = { level: start.level, trend: start.trend, seasons }
  for (let t = 0; found.length < origins.length; t++) {
    while (origins[found.length] === t) {
      const means = all.subarray(found.length * horizon, (found.length + 1) * horizon)
      found.push(lookAhead(means, state, t, phi, index))
    }
    if (t >= values.length) break
    const along = state.level + phi * state.trend
    const season = period > 0 ? (seasons[t % period] as number) : 0
    const value = values[t] as number
    const error = (index ? value / (index.factors[t] as number) : value) - along - season
    const change = index ? error * (index.weights[t] as number) : error
    state.level = along + alpha * change
    state.trend = phi * state.trend + beta * change
    if (period > 0) seasons[t % period] = season + gamma * change
  }
  return found
}

function lookAhead(
  means: Float64Array,
  state: EtsState,
  at: number,
  phi: number,
  index: Index | undefined,
): Float64Array {
  const period = state.seasons.length
  for (let step = 0, trend = 0, power = 1; step < means.length; step++) {
    power *= phi
    trend += power * state.trend
    const season = period > 0 ? (state.seasons[(at + step) % period] as number) : 0
    means[step] = (state.level + trend + season) * (index ? (index.factors[at + step] ?? 1) : 1)
  }
  return means
}
