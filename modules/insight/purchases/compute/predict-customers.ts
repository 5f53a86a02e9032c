import { bgNbd } from './bg-nbd.ts'
import { churnWindow } from './churn-window.ts'
import { type Clock, passedAt } from './clock.ts'
import { cohortsOf } from './cohorts.ts'
import { collapse } from './collapse.ts'
import { fitCohorts } from './fit-cohorts.ts'
import { fitMoney } from './fit-money.ts'
import { forecastCells } from './forecast-cells.ts'
import { judgeHeldOut } from './judge-held-out.ts'
import { paretoNbd } from './pareto-nbd.ts'
import type { HeldOut, PredictInput } from './predict-input.ts'
import type { Predicted, TooLittle } from './predicted.ts'
import { seasonalClock } from './seasonal-clock.ts'
import { type DailyCounts, type Season, seasonalIndex } from './seasonal-index.ts'
import { spendTable } from './spend-table.ts'
import { spreadForecasts } from './spread-forecasts.ts'
import { timedHistories } from './timed-histories.ts'

/** Below so many buyers nothing is said. */
const FEWEST = 30
const MOST_CELLS = 60_000
const QUARTERS = 12
const QUARTER_DAYS = 365.25 / 4

/**
 * What each customer will buy: BG/NBD or Pareto/NBD, whichever told held-out purchases better, with Gamma–Gamma for money; days run on
 * the shop's seasonal clock where a pattern shows. Columns in, columns out; time grows with customers (equal histories are computed
 * once, and above 60,000 different ones rounded, which the result states).
 */
export function predictCustomers(input: PredictInput): Predicted | TooLittle {
  const { asOf, first, last, purchases, meanValue, horizons, yearlyDiscount, heldOut, repeatsByDay } = input
  if (first.length < FEWEST) return { state: 'tooLittle', customers: first.length, needed: FEWEST }
  const season = seasonUntil(repeatsByDay, asOf)
  const longest = Math.max(...horizons, QUARTERS * QUARTER_DAYS)
  const earliest = first.reduce((least, day) => Math.min(least, day), asOf)
  const clock = seasonalClock(season.index, earliest, asOf + Math.ceil(longest) + 1)
  const judged = heldOut && heldOut.first.length >= FEWEST ? judgeAtCut(input, heldOut, earliest) : null
  const timed = timedHistories(input, clock)
  const cohorts = cohortsOf(first)
  const fits = (judged ? [judged.chosen.model] : [bgNbd, paretoNbd])
    .map((model) => fitCohorts(model, timed, cohorts, judged?.chosen.at))
    .sort((a, b) => b.logLikelihood - a.logLikelihood)
  const fit = fits[0] as (typeof fits)[number]
  const { cells, cellOf, rounding } = collapse({ ...timed, group: cohorts.of }, MOST_CELLS)
  cells.factor.forEach((_, cell) => {
    cells.factor[cell] = fit.factors[cells.group[cell] as number] as number
  })
  const money = fitMoney(purchases, meanValue)
  const churnWindowDays = churnWindow(first, last, purchases)
  const span = spanFrom(clock, asOf)
  const quarters = Array.from({ length: QUARTERS }, (_, quarter) => quarter + 1)
  const forecasts = forecastCells({
    model: fit.model,
    draws: fit.draws,
    cells,
    spans: horizons.map(span),
    churnSpan: span(churnWindowDays),
    quarterSpans: quarters.map((quarter) => span(quarter * QUARTER_DAYS)),
    // Purchases of a quarter come in its middle, on average.
    discounts: quarters.map((quarter) => (1 + yearlyDiscount) ** -((quarter - 0.5) / 4)),
    spend: money.parameters && spendTable(money.parameters),
  })
  const modelOf = (name: string) => fits.find((one) => one.model.name === name)?.logLikelihood ?? Number.NaN
  return {
    state: 'fitted',
    customers: first.length,
    horizons: [...horizons],
    model: fit.model.name,
    parameters: Object.fromEntries(fit.model.names.map((name, axis) => [name, fit.at[axis] as number])),
    logLikelihood: fit.logLikelihood,
    draws: fit.draws.length,
    choice: judged?.choice ?? {
      by: 'fit',
      logLikelihoods: { 'bg-nbd': modelOf('bg-nbd'), 'pareto-nbd': modelOf('pareto-nbd') },
    },
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
    quality: judged?.quality ?? null,
    ...spreadForecasts(forecasts, cellOf, { purchases, meanValue, money }),
  }
}

/** The pattern of the year as it showed at the end of a day. */
function seasonUntil(repeatsByDay: DailyCounts | undefined, day: number): Season {
  if (!repeatsByDay) return { used: false, reason: 'short', index: null }
  const { from, counts } = repeatsByDay
  return seasonalIndex({ from, counts: counts.subarray(0, Math.max(0, day + 1 - from)) })
}

/** The comparison on what was held out sees the season, too, only as it showed at the cut. */
function judgeAtCut({ asOf, repeatsByDay }: PredictInput, heldOut: HeldOut, earliest: number) {
  const { index } = seasonUntil(repeatsByDay, heldOut.asOf)
  return judgeHeldOut(heldOut, asOf, seasonalClock(index, earliest, asOf + 1))
}

/** Operational length of the days to come; a part of a day counts as that part. */
const spanFrom = (clock: Clock, asOf: number) => (days: number) => {
  const whole = Math.floor(days)
  const [start, end, next] = [asOf, asOf + whole, asOf + whole + 1].map((day) => passedAt(clock, day)) as [
    number,
    number,
    number,
  ]
  return end - start + (days - whole) * (next - end)
}
