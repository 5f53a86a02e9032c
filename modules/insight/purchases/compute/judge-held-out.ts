import { type BaseLineName, baseLine } from './base-line.ts'
import { bgNbd } from './bg-nbd.ts'
import { calibration } from './calibration.ts'
import { type Clock, passedAt } from './clock.ts'
import { cohortsOf } from './cohorts.ts'
import { type CohortFit, fitCohorts } from './fit-cohorts.ts'
import { measureErrors } from './measure-errors.ts'
import { paretoNbd } from './pareto-nbd.ts'
import type { HeldOut } from './predict-input.ts'
import type { Choice, Quality } from './predicted.ts'
import { scoreHeldOut } from './score-held-out.ts'
import { timedHistories } from './timed-histories.ts'

const BASE_LINES: BaseLineName[] = ['past-rate', 'own-pace']

/**
 * Fits both models until the cut, lets each tell what came until `asOf`, and takes the one that gave it the greater
 * likelihood; measures that one beside two base lines.
 */
export function judgeHeldOut(
  heldOut: HeldOut,
  asOf: number,
  clock: Clock,
): { chosen: CohortFit; choice: Choice; quality: Quality } {
  const { later } = heldOut
  const timed = timedHistories(heldOut, clock)
  const cohorts = cohortsOf(heldOut.first)
  const span = passedAt(clock, asOf) - passedAt(clock, heldOut.asOf)
  const tries = [bgNbd, paretoNbd].map((model) => {
    const fit = fitCohorts(model, timed, cohorts)
    return { fit, score: scoreHeldOut(fit, timed, cohorts, later, span) }
  })
  const [bg, pareto] = tries as [(typeof tries)[number], (typeof tries)[number]]
  const { fit, score } = bg.score.logLikelihood >= pareto.score.logLikelihood ? bg : pareto
  const days = asOf - heldOut.asOf
  const base = BASE_LINES.map((name) => {
    const expected = timed.x.map((x, at) => baseLine(name, x, timed.tx[at] as number, timed.T[at] as number, span))
    return { expected, errors: { name, ...measureErrors(expected, later) } }
  }).sort((a, b) => a.errors.meanAbsoluteError - b.errors.meanAbsoluteError)
  const best = base[0] as (typeof base)[number]
  const { inside, insideStated } = score
  return {
    chosen: fit,
    choice: {
      by: 'held-out',
      logLikelihoods: { 'bg-nbd': bg.score.logLikelihood, 'pareto-nbd': pareto.score.logLikelihood },
    },
    quality: {
      days,
      customers: later.length,
      happened: later.reduce((sum, count) => sum + count, 0),
      model: { name: fit.model.name, ...measureErrors(score.expected, later), inside, insideStated },
      baseLines: base.map(({ errors }) => errors),
      best: best.errors.name,
      deciles: calibration(score.expected, best.expected, later),
    },
  }
}
