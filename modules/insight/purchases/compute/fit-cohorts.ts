import type { Cells } from './cells.ts'
import { cohortFactors } from './cohort-factors.ts'
import type { Cohorts } from './cohorts.ts'
import { collapse } from './collapse.ts'
import { fitModel } from './fit-model.ts'
import { posteriorDraws } from './posterior-draws.ts'
import type { PurchaseModel } from './purchase-model.ts'
import { weakPrior } from './weak-prior.ts'
import { withFactors } from './with-factors.ts'

/** Histories on the clock of the models, aligned columns. */
export interface Timed {
  x: Float64Array
  tx: Float64Array
  T: Float64Array
}

export interface CohortFit {
  model: PurchaseModel
  at: number[]
  logLikelihood: number
  /** Sets of parameters that forecasts are mixed over: draws of the posterior for few customers, else the fitted ones alone. */
  draws: number[][]
  /** By cohort: how much oftener than on average it buys. */
  factors: Float64Array
  /** How firmly factors are held at 1, in expected purchases. */
  strength: number
  /** The rounded cells that were fitted, and their rounding. */
  cells: Cells
  rounding: number
}

/** The likelihood of more cells would move the parameters by far less than they are uncertain. */
const MOST_CELLS = 60_000
/** Cells on which a first fit finds where to begin. */
const FEW_CELLS = 3000
/** Above so many customers the uncertainty of the parameters is nothing beside that of the single customer. */
const UNSURE = 1000

/** Fits a model with a weak prior, then the cohorts' factors, then the model again with them; up to 1,000 customers also draws of what the
 * parameters may be. */
export function fitCohorts(model: PurchaseModel, timed: Timed, cohorts: Cohorts, start?: readonly number[]): CohortFit {
  const { cells, rounding } = collapse({ ...timed, group: cohorts.of }, MOST_CELLS)
  const prior = weakPrior(model, cells)
  const near = start ?? fitModel(model, coarser(cells, timed), { prior }).at
  const plain = fitModel(model, cells, { prior, start: near, isNear: true })
  const groups = cohorts.quarters.length
  const { factors, strength } = cohortFactors(model, plain.at, { ...timed, group: cohorts.of }, groups)
  const same = strength === Number.POSITIVE_INFINITY
  const fitted = withFactors(cells, factors)
  const { at, logLikelihood } = same ? plain : fitModel(model, fitted, { prior, start: plain.at, isNear: true })
  const density = (one: readonly number[]) => model.logLikelihood(one, fitted) + prior(one)
  const draws = timed.x.length <= UNSURE ? posteriorDraws(density, at, { draws: 16, steps: 80, seed: 1 }) : [at]
  return { model, at, logLikelihood, draws, factors, strength, cells: fitted, rounding }
}

const coarser = (cells: Cells, timed: Timed): Cells =>
  cells.size <= FEW_CELLS ? cells : collapse(timed, FEW_CELLS).cells
