import type { Cells } from './cells.ts'
import { collapse, type Histories } from './collapse.ts'
import { type Fit, fitModel } from './fit-model.ts'
import type { PurchaseModel } from './purchase-model.ts'
import { usualParameters } from './usual-parameters.ts'

export interface TableFit extends Fit {
  cells: Cells
  /** The cell of each row. */
  cellOf: Int32Array
  /** How far values were rounded to find the parameters, as a share of them; 0 for not at all. */
  rounding: number
  /** Parameters that ran away: the likelihood still rises towards 0 or infinity, and the data can't tell them. */
  unbounded: string[]
}

const MOST_CELLS = 50_000
/** Time below this part of the longest is not told apart where values are rounded. */
const PARTS = 20_000
/** Parameters farther than this from what is usual are no estimates. */
const FAR = Math.log(1e4)

/**
 * A model fitted to a plain table by maximum likelihood, without a prior, cohorts or seasons, in any unit of time. Above
 * 50,000 different histories the parameters are found on rounded ones; the likelihood told is that of the exact ones.
 */
export function fitTable(model: PurchaseModel, { x, tx, T }: Histories): TableFit {
  const { cells, cellOf } = collapse({ x, tx, T })
  const usual = usualParameters(model, cells)
  const told = ({ at }: Fit) => ({
    cells,
    cellOf,
    unbounded: model.names.filter(
      (_, axis) => Math.abs(Math.log((at[axis] as number) / (usual[axis] as number))) > FAR,
    ),
  })
  if (cells.size <= MOST_CELLS) {
    const fit = fitModel(model, cells)
    return { ...fit, ...told(fit), rounding: 0 }
  }
  const unit = cells.T.reduce((most, age) => Math.max(most, age), 0) / PARTS
  const rounded = collapse({ x, tx, T, unit }, MOST_CELLS)
  const fit = fitModel(model, rounded.cells)
  return { ...fit, ...told(fit), logLikelihood: model.logLikelihood(fit.at, cells), rounding: rounded.rounding }
}
