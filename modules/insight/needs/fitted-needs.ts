import type { FittedModel } from '../model/record-model.ts'
import type { Sales } from '../predict/read-sales.ts'
import type { CategoryFit, NeedsForecast } from './compute/forecast-needs.ts'
import type { Scored } from './compute/score-of.ts'

export const VERSION = 'mbg-cnbd-k 3'

const round = (value: number) => Number(value.toPrecision(5))

/** What is kept of a fit: its parameters by category, and how it fared beside the base lines on what neither had seen. */
export function fittedNeeds(
  forecast: NeedsForecast,
  { categories }: Sales,
  asOf: string,
  durationMs: number,
): FittedModel {
  const { quality, productQuality, whole, logLikelihood, spread, sampled, comingRule, comingQuality, season } = forecast
  const of = (fit: CategoryFit) => ({
    ...rounded(fit.habit),
    elasticity: round(fit.elasticity),
    usualGap: round(fit.usualGap),
    pairs: fit.pairs,
    factor: round(fit.factor),
    seasons: rounded(fit.seasons),
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
      ...rounded(whole),
      logLikelihood: round(logLikelihood),
      spread: round(spread),
      sampledCustomers: sampled,
      season: rounded(season),
      customers: rounded(comingRule),
      categories: Object.fromEntries(forecast.categories.map((fit, at) => [categories[at] as string, of(fit)])),
    },
    quality: {
      windowDays: 60,
      pairs: quality && short(quality),
      products: productQuality && short(productQuality),
      customers: comingQuality && rounded(comingQuality),
    },
  }
}

function short({ pairs, came, of }: Scored) {
  return { pairs, came, ...rounded(of) }
}

/** Numbers in it to five digits. */
function rounded<T extends object>(of: T): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(of).map(([name, value]) => [
      name,
      typeof value === 'number' ? round(value) : value !== null && typeof value === 'object' ? rounded(value) : value,
    ]),
  )
}
