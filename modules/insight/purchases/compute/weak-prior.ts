import type { Cells } from './cells.ts'
import type { PurchaseModel } from './purchase-model.ts'
import { usualParameters } from './usual-parameters.ts'

/**
 * A log density that holds parameters near what is usual where data say little: normal in their logarithms, with a spread of a
 * factor of 3 to 5. It is worth about one observation, so it fades as customers come.
 */
export function weakPrior(model: PurchaseModel, cells: Cells): (at: readonly number[]) => number {
  const usual = usualParameters(model, cells).map(Math.log)
  return (at) =>
    at.reduce(
      (sum, value, axis) =>
        sum - ((Math.log(value) - (usual[axis] as number)) / (model.priorWidths[axis] as number)) ** 2 / 2,
      0,
    )
}
