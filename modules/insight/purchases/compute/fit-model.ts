import { minimise } from '../../compute/minimise.ts'
import { refine } from '../../compute/refine.ts'
import type { Cells } from './cells.ts'
import type { PurchaseModel } from './purchase-model.ts'
import { usualParameters } from './usual-parameters.ts'

export interface Fit {
  at: number[]
  logLikelihood: number
  evaluations: number
}

interface Options {
  /** Where to begin, such as an earlier fit. */
  start?: readonly number[]
  /** Added to the log likelihood: a log density of the parameters. */
  prior?: (at: readonly number[]) => number
  /** Whether `start` is near the greatest likelihood: then it is gone up to straight. */
  isNear?: boolean
}

/** Farther than this factor from where the fit began nothing is learned any more. */
const FARTHEST = Math.log(1e5)

/**
 * The parameters of greatest likelihood, found in their logarithms; with `prior`, of greatest posterior density.
 * `logLikelihood` is without the prior.
 */
export function fitModel(model: PurchaseModel, cells: Cells, { start, prior, isNear = false }: Options = {}): Fit {
  const usual = usualParameters(model, cells).map(Math.log)
  const from = start ? start.map(Math.log) : usual
  const cost = (logs: readonly number[]) => {
    if (logs.some((log, axis) => Math.abs(log - (usual[axis] as number)) > FARTHEST)) return Number.NaN
    const at = logs.map(Math.exp)
    return -model.logLikelihood(at, cells) - (prior ? prior(at) : 0)
  }
  const found =
    (isNear && refine(cost, from)) || minimise(cost, from, isNear ? { step: 0.1, tolerance: 1e-9 } : { step: 0.5 })
  const at = found.at.map(Math.exp)
  return { at, logLikelihood: model.logLikelihood(at, cells), evaluations: found.evaluations }
}
