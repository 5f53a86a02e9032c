import type { Model } from './model.ts'

/** Scaled errors of one model over part of the origins. */
export interface Errors {
  absolute: number
  squared: number
  count: number
}

export interface Rolling {
  whole: Errors
  /** What ends before the middle of what is tested, and what begins after it: a choice by the first is judged by the second. */
  early: Errors
  late: Errors
}

interface Measure {
  horizon: number
  /** What errors are divided by. */
  scale: number
  areAmounts: boolean
}

/** Where to look ahead from: every so many steps from the first that was not known to the last. */
export function originsOf(known: number, length: number, every: number): number[] {
  const origins: number[] = []
  for (let origin = known; origin < length; origin += every) origins.push(origin)
  return origins
}

/**
 * How far off a model was, which was fitted before the first origin, when it looked ahead from each origin with what was known
 * there. Errors are divided by `scale` (the mean absolute error of the seasonal naive forecast within the values before the
 * first origin), so that their mean is the MASE of Hyndman & Koehler 2006, International Journal of Forecasting 22.
 */
export function rollingErrors(
  model: Model,
  values: Float64Array,
  origins: readonly number[],
  { horizon, scale, areAmounts }: Measure,
): Rolling {
  const empty = (): Errors => ({ absolute: 0, squared: 0, count: 0 })
  const rolling: Rolling = { whole: empty(), early: empty(), late: empty() }
  const middle = Math.floor(((origins[0] ?? 0) + values.length) / 2)
  for (const [place, means] of model.means(values, origins, horizon).entries()) {
    const origin = origins[place] as number
    for (let step = 0; step < horizon && origin + step < values.length; step++) {
      const mean = means[step] as number
      const error = Math.abs((values[origin + step] as number) - (areAmounts ? Math.max(mean, 0) : mean)) / scale
      add(rolling.whole, error)
      if (origin + step < middle) add(rolling.early, error)
      else if (origin >= middle) add(rolling.late, error)
    }
  }
  return rolling
}

function add(errors: Errors, error: number): void {
  errors.absolute += error
  errors.squared += error * error
  errors.count++
}

/** Mean absolute step from season to season in the first `length` values; 0 where nothing ever changed. */
export function scaleOf(values: Float64Array, length: number, period: number): number {
  let sum = 0
  for (let t = period; t < length; t++) sum += Math.abs((values[t] as number) - (values[t - period] as number))
  return length > period ? sum / (length - period) : 0
}
