import { forecastPanel } from './forecast-panel.ts'
import type { ModelName } from './model.ts'
import type { Series, SeriesForecast } from './panel.ts'
import type { SparseOptions } from './sparse-model.ts'
import { LEAST_WEEKS, PLACES, yearCourse } from './year-course.ts'

export interface FileOptions {
  horizon: number
  period: number
  only?: ModelName | undefined
  sparse?: SparseOptions | undefined
}

export type ForecastFile = {
  series: string
  model: ModelName
  form: string
  season: SeriesForecast['model']['season']
  demandClass: SeriesForecast['demandClass']
  state: SeriesForecast['state']
  parameters: Record<string, number>
  aicc: number | null
  /** Found by looking ahead from earlier steps; null: too few. */
  errors: {
    origins: number
    mase: number | null
    naive: number | null
    mean: number | null
    rmsse: number | null
    coverage80: number | null
  }
  logLikelihood: number | null
  /** Of each step ahead. */
  forecasts: number[]
  /** Low and high of each step ahead. */
  intervals: Record<'80' | '95', [number, number][]>
}[]

/** From so many series on, parameters to two digits are enough. */
const MANY = 200

/** Forecasts of the series of a file; intervals are widened to what earlier steps showed, unless a model is given: then they are its formula's. Values that are never below 0 are taken for amounts. A cycle of 52 takes a seasonal index from two years on. */
export function forecastFile(
  series: readonly { name: string; values: Float64Array }[],
  options: FileOptions,
  tell?: (share: number) => void,
): ForecastFile {
  const { horizon, period } = options
  const longest = Math.max(...series.map(({ values }) => values.length))
  const areAmounts = series.every(({ values }) => values.every((value) => value >= 0))
  const test = Math.max(2 * horizon, Math.min(period, Math.floor(longest / 3)))
  const panel = series.map(
    ({ values }): Series => ({
      values,
      seasons:
        period === PLACES ? ownSeasons(values, horizon, Math.min(test, Math.floor(values.length / 3))) : undefined,
    }),
  )
  const { forecasts: found } = forecastPanel(
    panel,
    {
      ...options,
      rough: series.length > MANY,
      empty: 0,
      test,
      every: longest > 100 ? 2 : 1,
      areAmounts,
      calibrate: !options.only,
    },
    tell,
  )
  return found.map((one, place) => {
    const { model, quality } = one
    return {
      series: series[place]?.name ?? '',
      model: model.name,
      form: model.form,
      season: model.season,
      demandClass: one.demandClass,
      state: one.state,
      parameters: model.parameters,
      aicc: model.aicc,
      errors: {
        origins: quality.origins,
        mase: quality.mase,
        naive: quality.naive,
        mean: quality.mean,
        rmsse: quality.rmsse,
        coverage80: quality.checked > 0 ? quality.covered / quality.checked : null,
      },
      logLikelihood: model.logLikelihood,
      forecasts: [...one.mean],
      intervals: { 80: pairs(one.low80, one.high80), 95: pairs(one.low95, one.high95) },
    }
  })
}

/** The year's course of a weekly series by itself, where two years stand before what is tested. */
function ownSeasons(values: Float64Array, horizon: number, test: number): Series['seasons'] {
  const known = values.length - test
  if (known < LEAST_WEEKS) return undefined
  const places = Uint8Array.from({ length: values.length + horizon }, (_, week) => week % PLACES)
  const spread = (index: Float64Array | null) => index && Float64Array.from(places, (place) => index[place] as number)
  const before = spread(yearCourse(values.subarray(0, known), places, null))
  const now = spread(yearCourse(values, places, null))
  return before && now ? { before, now } : undefined
}

const pairs = (low: Float64Array, high: Float64Array) =>
  Array.from(low, (from, at): [number, number] => [from, high[at] as number])
