import { baseLineForecaster } from './base-line-forecaster.ts'
import { churnWindow } from './churn-window.ts'
import { collapse } from './collapse.ts'
import { fitChosen } from './fit-chosen.ts'
import { fitMoney } from './fit-money.ts'
import { forecastCells } from './forecast-cells.ts'
import { farthestDay, futureSpans } from './future-spans.ts'
import { modelForecaster } from './model-forecaster.ts'
import type { PredictInput } from './predict-input.ts'
import type { Predicted, TooLittle } from './predicted.ts'
import { seasonUntil } from './season-until.ts'
import { seasonalClock } from './seasonal-clock.ts'
import { spendTable } from './spend-table.ts'
import { spreadForecasts } from './spread-forecasts.ts'
import { usualOf } from './usual-of.ts'
import { withFactors } from './with-factors.ts'

/** Below so many buyers, or so many purchases after first ones, nothing is said: it would be the prior's word alone. */
const FEWEST = 30
const FEWEST_REPEATS = 10
const MOST_CELLS = 60_000

/**
 * What each customer will buy: BG/NBD or Pareto/NBD, whichever told held-out purchases better, with Gamma–Gamma for money; days run on
 * the shop's seasonal clock where a pattern shows. Columns in, columns out; time grows with customers (equal histories are computed
 * once, and above 60,000 different ones rounded, which the result states).
 */
export function predictCustomers(input: PredictInput): Predicted | TooLittle {
  const { asOf, first, last, purchases, meanValue, repeatsByDay, horizons } = input
  const repeats = purchases.reduce((sum, count) => sum + count - 1, 0)
  if (first.length < FEWEST || repeats < FEWEST_REPEATS) {
    return { state: 'tooLittle', customers: first.length, needed: FEWEST, repeats, neededRepeats: FEWEST_REPEATS }
  }
  const season = seasonUntil(repeatsByDay, asOf)
  const earliest = first.reduce((least, day) => Math.min(least, day), asOf)
  const clock = seasonalClock(season.index, earliest, farthestDay(input))
  const { fit, timed, cohorts, choice, quality } = fitChosen(input, clock, FEWEST)
  const money = fitMoney(purchases, meanValue)
  const churnWindowDays = churnWindow(first, last, purchases)
  const { cells, cellOf, rounding } = collapse({ ...timed, group: cohorts.of }, MOST_CELLS)
  const stepsAside = quality?.verdict === 'worse'
  const aside = stepsAside ? [...horizons] : horizons.filter((days) => input.aside?.includes(days))
  const baseLine = baseLineForecaster(quality?.best ?? 'own-pace')
  const forecasts = forecastCells({
    ...futureSpans({ ...input, churnWindowDays }, clock),
    forecaster: stepsAside ? baseLine : modelForecaster(fit.model, fit.draws),
    baseLine,
    isAside: horizons.map((days) => aside.includes(days)),
    cells: withFactors(cells, fit.factors),
    spend: money.parameters && spendTable(money.parameters),
  })
  const columns = spreadForecasts(forecasts, cellOf, { purchases, meanValue, money })
  return {
    state: stepsAside ? 'stepsAside' : 'fitted',
    aside,
    customers: first.length,
    horizons: [...horizons],
    model: fit.model.name,
    parameters: Object.fromEntries(fit.model.names.map((name, axis) => [name, fit.at[axis] as number])),
    logLikelihood: fit.logLikelihood,
    draws: fit.draws.length,
    choice,
    season,
    cells: {
      fitted: fit.cells.size,
      fittedRounding: fit.rounding,
      forecast: cells.size,
      forecastRounding: rounding,
    },
    cohorts: { ...cohorts, factors: fit.factors, strength: fit.strength },
    money,
    churnWindowDays,
    quality,
    usual: usualOf(columns),
    ...columns,
  }
}
