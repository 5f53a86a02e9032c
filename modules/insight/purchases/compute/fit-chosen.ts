import { bgNbd } from './bg-nbd.ts'
import type { Clock } from './clock.ts'
import { type Cohorts, cohortsOf } from './cohorts.ts'
import { type CohortFit, fitCohorts, type Timed } from './fit-cohorts.ts'
import { judgeHeldOut } from './judge-held-out.ts'
import { paretoNbd } from './pareto-nbd.ts'
import type { PredictInput } from './predict-input.ts'
import type { Choice, Quality } from './predicted.ts'
import { seasonUntil } from './season-until.ts'
import { seasonalClock } from './seasonal-clock.ts'
import { timedHistories } from './timed-histories.ts'

export interface Chosen {
  fit: CohortFit
  timed: Timed
  cohorts: Cohorts
  choice: Choice
  quality: Quality | null
}

/**
 * The model that tells held-out purchases better, fitted to all that is known; without anything held out, the one that fits better.
 * `clock` begins on or before every first purchase; `fewest` customers are needed for a comparison.
 */
export function fitChosen(input: PredictInput, clock: Clock, fewest: number): Chosen {
  const { asOf, heldOut, repeatsByDay } = input
  const timed = timedHistories(input, clock)
  const cohorts = cohortsOf(input.first)
  if (heldOut && heldOut.first.length >= fewest) {
    // The comparison sees the season, too, only as it showed at the cut.
    const { index } = seasonUntil(repeatsByDay, heldOut.asOf)
    const { model, at, choice, quality } = judgeHeldOut(heldOut, asOf, seasonalClock(index, clock.from, asOf + 1))
    return { fit: fitCohorts(model, timed, cohorts, at), timed, cohorts, choice, quality }
  }
  const [bg, pareto] = [bgNbd, paretoNbd].map((model) => fitCohorts(model, timed, cohorts)) as [CohortFit, CohortFit]
  const logLikelihoods = { 'bg-nbd': bg.logLikelihood, 'pareto-nbd': pareto.logLikelihood }
  const fit = bg.logLikelihood >= pareto.logLikelihood ? bg : pareto
  return { fit, timed, cohorts, choice: { by: 'fit', logLikelihoods }, quality: null }
}
