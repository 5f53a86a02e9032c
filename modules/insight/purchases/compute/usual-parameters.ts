import type { Cells } from './cells.ts'
import type { PurchaseModel } from './purchase-model.ts'

/** Parameters as they usually are, at the scale of these customers' time and rate. */
export function usualParameters(model: PurchaseModel, { size, xs, xAt, T, weight, customers }: Cells): number[] {
  let [bought, seen] = [0, 0]
  for (let cell = 0; cell < size; cell++) {
    const count = weight[cell] as number
    bought += count * (xs[xAt[cell] as number] as number)
    seen += count * (T[cell] as number)
  }
  // Half a purchase more than there were: a rate of 0 has no logarithm.
  return seen > 0 ? model.usual((bought + 0.5) / seen, seen / customers) : model.usual(1, 1)
}
