import { type BaseLineName, baseLineForecaster } from './base-line-forecaster.ts'
import { bgNbd } from './bg-nbd.ts'
import { calibration } from './calibration.ts'
import { type Clock, passedAt } from './clock.ts'
import { cohortsOf } from './cohorts.ts'
import { collapse } from './collapse.ts'
import { fitCohorts } from './fit-cohorts.ts'
import { modelForecaster } from './model-forecaster.ts'
import { pairedSquares } from './paired-squares.ts'
import { paretoNbd } from './pareto-nbd.ts'
import type { HeldOut } from './predict-input.ts'
import type { Choice, Quality } from './predicted.ts'
import type { PurchaseModel } from './purchase-model.ts'
import { scoreHeldOut } from './score-held-out.ts'
import { timedHistories } from './timed-histories.ts'
import { verdictOf } from './verdict-of.ts'
import { withFactors } from './with-factors.ts'

interface Judged {
  model: PurchaseModel
  /** Its parameters at the cut: where a fit of today begins. */
  at: number[]
  choice: Choice
  quality: Quality
}

const BASE_LINES: BaseLineName[] = ['past-rate', 'own-pace']
const MOST_CELLS = 20_000

/**
 * Fits both models until the cut, lets each tell what came until `asOf`, and takes the one that gave it the greater
 * likelihood; measures that one beside two base lines.
 */
export function judgeHeldOut(heldOut: HeldOut, asOf: number, clock: Clock): Judged {
  const { later } = heldOut
  const timed = timedHistories(heldOut, clock)
  const cohorts = cohortsOf(heldOut.first)
  const span = passedAt(clock, asOf) - passedAt(clock, heldOut.asOf)
  const collapsed = collapse({ ...timed, group: cohorts.of }, MOST_CELLS)
  const [bg, pareto] = [bgNbd, paretoNbd].map((model) => {
    const fit = fitCohorts(model, timed, cohorts)
    const cells = withFactors(collapsed.cells, fit.factors)
    return { fit, ...scoreHeldOut(modelForecaster(model, fit.draws), { ...collapsed, cells }, later, span) }
  }) as [Tried, Tried]
  const { fit, score, expected } = bg.score.logLikelihood >= pareto.score.logLikelihood ? bg : pareto
  const base = BASE_LINES.map((name) => ({
    name,
    ...scoreHeldOut(baseLineForecaster(name), collapsed, later, span),
  })).sort((a, b) => a.score.rootMeanSquaredError - b.score.rootMeanSquaredError)
  const best = base[0] as (typeof base)[number]
  const paired = pairedSquares(expected, best.expected, later)
  return {
    model: fit.model,
    at: fit.at,
    choice: {
      by: 'held-out',
      logLikelihoods: { 'bg-nbd': bg.score.logLikelihood, 'pareto-nbd': pareto.score.logLikelihood },
    },
    quality: {
      days: asOf - heldOut.asOf,
      customers: later.length,
      happened: later.reduce((sum, count) => sum + count, 0),
      model: { name: fit.model.name, ...score },
      baseLines: base.map((one) => ({ name: one.name, ...one.score })),
      best: best.name,
      ...paired,
      verdict: verdictOf(paired),
      deciles: calibration(expected, best.expected, later),
    },
  }
}

type Tried = { fit: ReturnType<typeof fitCohorts> } & ReturnType<typeof scoreHeldOut>
