import type { Index } from './ets-model.ts'
import type { Model } from './model.ts'
import { sumSpread } from './outlook.ts'
import type { SizeSpread } from './size-spread.ts'
import { spreadOf } from './spread.ts'

/** What came, in standard deviations from what was expected, of every step after every origin. */
export interface StandardErrors {
  /** Origin, step and the distance, one after another. */
  origins: Uint16Array
  steps: Uint8Array
  distances: Float32Array
  /** Of the sum of all steps ahead, of those origins from which all have come. */
  sumOrigins: Uint16Array
  sums: Float32Array
}

interface Given {
  horizon: number
  index?: Index | undefined
  /** Of sparse demand. */
  sizes?: SizeSpread | undefined
}

/** How the values fell into the spread that a model, fitted before the first origin, foretold from each. */
export function standardErrors(
  model: Model,
  values: Float64Array,
  origins: readonly number[],
  { horizon, index, sizes }: Given,
): StandardErrors {
  const found = {
    origins: [] as number[],
    steps: [] as number[],
    distances: [] as number[],
    sumOrigins: [] as number[],
    sums: [] as number[],
  }
  for (const [place, means] of model.means(values, origins, horizon).entries()) {
    const origin = origins[place] as number
    const spread = sizes ? sumSpread(model, sizes, means) : spreadOf(model, horizon, origin, index)
    let error = 0
    for (let h = 0; h < horizon && origin + h < values.length; h++) {
      const distance = (values[origin + h] as number) - Math.max(means[h] as number, 0)
      error += distance
      found.origins.push(origin)
      found.steps.push(h)
      found.distances.push((spread.deviations[h] as number) > 0 ? distance / (spread.deviations[h] as number) : 0)
      if (h < horizon - 1) continue
      found.sumOrigins.push(origin)
      found.sums.push((spread.sumDeviations[h] as number) > 0 ? error / (spread.sumDeviations[h] as number) : 0)
    }
  }
  return {
    origins: Uint16Array.from(found.origins),
    steps: Uint8Array.from(found.steps),
    distances: Float32Array.from(found.distances),
    sumOrigins: Uint16Array.from(found.sumOrigins),
    sums: Float32Array.from(found.sums),
  }
}
