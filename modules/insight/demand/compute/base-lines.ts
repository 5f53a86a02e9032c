import type { Index } from './ets-model.ts'
import type { Model } from './model.ts'

/** So many values tell how far they vary. */
const FEW = 12

/** What was sold in the same season of the last cycle. */
export function seasonalNaive(values: Float64Array, period: number): Model | null {
  if (values.length < period + 1) return null
  let squares = 0
  for (let t = period; t < values.length; t++) squares += ((values[t] as number) - (values[t - period] as number)) ** 2
  return {
    name: 'seasonal-naive',
    form: period > 1 ? `last cycle of ${period}` : 'last value',
    season: period > 1 ? 'states' : 'none',
    parameters: { period },
    logLikelihood: null,
    aicc: null,
    variance: squares / (values.length - period),
    response: (steps) => (steps % period === 0 ? 1 : 0),
    means: (series, origins, horizon) =>
      origins.map((origin) =>
        Float64Array.from({ length: horizon }, (_, step) => series[origin - period + (step % period)] as number),
      ),
  }
}

/**
 * The mean of all that came before, as it was at each origin. Where a series was cut to begin with its first demand, short ones
 * would look strong: `empty` steps without demand are counted with them.
 */
export function meanModel(
  values: Float64Array,
  { index, empty = 0 }: { index?: Index | undefined; empty?: number } = {},
): Model {
  const meanUntil = (series: Float64Array, end: number) => {
    let [sum, whole] = [0, empty]
    for (let t = 0; t < end; t++) {
      sum += series[t] as number
      whole += index ? (index.factors[t] as number) : 1
    }
    return sum / whole
  }
  const mean = meanUntil(values, values.length)
  let squares = 0
  for (let t = 0; t < values.length; t++) {
    const factor = index?.factors[t] ?? 1
    squares += (index?.weights[t] ?? 1) * ((values[t] as number) / factor - mean) ** 2
  }
  return {
    name: 'mean',
    form: 'mean',
    season: index ? 'index' : 'none',
    parameters: { mean },
    logLikelihood: null,
    aicc: null,
    variance: values.length < FEW ? varianceOfFew(squares, mean, values.length) : squares / (values.length - 1),
    response: (steps) => (steps > 0 ? 1 / values.length : 0),
    means: (series, origins, horizon) =>
      origins.map((origin) => {
        const known = meanUntil(series, origin)
        return Float64Array.from({ length: horizon }, (_, step) => known * (index?.factors[origin + step] ?? 1))
      }),
  }
}

/**
 * Of few values: that of a new one around their mean, and what the mean itself says as if it were one more value as far off as
 * from nothing, for a single value, or two alike, vary in nothing that was seen.
 */
const varianceOfFew = (squares: number, mean: number, count: number) =>
  (squares / Math.max(count - 1, 1)) * (1 + 1 / count) + (mean / count) ** 2
