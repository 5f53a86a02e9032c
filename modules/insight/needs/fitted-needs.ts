import type { FittedModel } from '../model/record-model.ts'
import type { Sales } from '../predict/read-sales.ts'
import type { CategoryFit, NeedsForecast } from './compute/forecast-needs.ts'
import type { Habit } from './compute/habit.ts'
import type { Scored } from './compute/score-of.ts'

export const VERSION = 'mbg-cnbd-k 1'

const round = (value: number) => Number(value.toPrecision(5))

const roundHabit = (habit: Habit) =>
  Object.fromEntries(Object.entries(habit).map(([name, value]) => [name, round(value as number)]))

/** What is kept of a fit: its parameters by category, and how it fared beside the base lines on what neither had seen. */
export function fittedNeeds(
  forecast: NeedsForecast,
  { categories }: Sales,
  asOf: string,
  durationMs: number,
): FittedModel {
  const { quality, productQuality, whole, logLikelihood, spread, sampled } = forecast
  const of = (fit: CategoryFit) => ({
    ...roundHabit(fit.habit),
    elasticity: round(fit.elasticity),
    usualGap: round(fit.usualGap),
    pairs: fit.pairs,
    factor: round(fit.factor),
    season: round(fit.season),
    method: fit.method,
    quality: fit.quality && short(fit.quality),
  })
  return {
    model: 'needs',
    asOf,
    version: VERSION,
    rows: forecast.categories.reduce((sum, { pairs }) => sum + pairs, 0),
    durationMs,
    state: quality && quality.better !== 'model' ? 'stepped_aside' : 'used',
    parameters: {
      ...roundHabit(whole),
      logLikelihood: round(logLikelihood),
      spread: round(spread),
      sampledCustomers: sampled,
      categories: Object.fromEntries(forecast.categories.map((fit, at) => [categories[at] as string, of(fit)])),
    },
    quality: { windowDays: 60, pairs: quality && short(quality), products: productQuality && short(productQuality) },
  }
}

function short({ pairs, came, of }: Scored) {
  const figures = Object.entries(of).map(([method, values]) => [
    method,
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, value === null ? null : round(value as number)]),
    ),
  ])
  return { pairs, came, ...Object.fromEntries(figures) }
}
