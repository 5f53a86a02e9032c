import type { SeriesForecast } from './panel.ts'

/** A forecast of a whole moved to the sum of its parts' forecasts, its intervals as wide in proportion as they were. */
export function sumUp(whole: SeriesForecast, parts: readonly SeriesForecast[]): SeriesForecast {
  if (parts.length < 2) return parts[0] ?? whole
  const mean = whole.mean.map((_, h) => parts.reduce((sum, part) => sum + (part.mean[h] as number), 0))
  const sumMean = whole.sumMean.map((_, h) => parts.reduce((sum, part) => sum + (part.sumMean[h] as number), 0))
  const moved = (values: Float64Array, by: Float64Array, from: Float64Array) =>
    values.map((value, h) =>
      (from[h] as number) > 0 ? (value * (by[h] as number)) / (from[h] as number) : (by[h] as number),
    )
  return {
    ...whole,
    mean,
    sumMean,
    low80: moved(whole.low80, mean, whole.mean),
    high80: moved(whole.high80, mean, whole.mean),
    low95: moved(whole.low95, mean, whole.mean),
    high95: moved(whole.high95, mean, whole.mean),
    sumDeviation: moved(whole.sumDeviation, sumMean, whole.sumMean),
  }
}
