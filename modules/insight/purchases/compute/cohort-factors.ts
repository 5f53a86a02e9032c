import type { PurchaseModel } from './purchase-model.ts'
import { type ShrunkenFactors, shrunkenFactors } from './shrunken-factors.ts'

interface Grouped {
  x: Float64Array
  T: Float64Array
  group: Uint16Array
}

/**
 * How much oftener than the model expects each cohort has come back, shrunk to 1. Customers differ, so counts vary more than
 * Poisson; the dispersion is measured on the customers themselves.
 */
export function cohortFactors(
  model: PurchaseModel,
  at: readonly number[],
  { x, T, group }: Grouped,
  groups: number,
): ShrunkenFactors {
  const observed = new Float64Array(groups)
  const expected = new Float64Array(groups)
  const byAge = new Map<number, number>()
  let squares = 0
  let total = 0
  for (let customer = 0; customer < x.length; customer++) {
    const age = T[customer] as number
    let mean = byAge.get(age)
    if (mean === undefined) {
      mean = model.expectedOfNew(at, 1, age)
      byAge.set(age, mean)
    }
    const bought = x[customer] as number
    const cohort = group[customer] as number
    observed[cohort] = (observed[cohort] as number) + bought
    expected[cohort] = (expected[cohort] as number) + mean
    squares += (bought - mean) ** 2
    total += mean
  }
  return shrunkenFactors(observed, expected, Math.max(1, total > 0 ? squares / total : 1))
}
