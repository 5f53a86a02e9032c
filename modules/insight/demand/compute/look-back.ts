import type { Choice } from './choose-all.ts'
import type { Model } from './model.ts'
import { isSparse, sumSpread } from './outlook.ts'
import { type PanelOptions, type Series, weighted } from './panel.ts'
import { type SizeSpread, sizesOf } from './size-spread.ts'
import { type Spread, spreadOf } from './spread.ts'
import type { Tried } from './try-models.ts'

/** What came of every step after every origin, and of the sum up to it, beside what was foretold; one entry for each. */
export interface LookedBack {
  origins: Uint16Array
  steps: Uint8Array
  values: Float64Array
  means: Float64Array
  deviations: Float64Array
  sums: Float64Array
  sumMeans: Float64Array
  sumDeviations: Float64Array
  /** Of sparse demand. */
  sizes: SizeSpread | undefined
}

/** What the chosen model, fitted before the first origin, foretold from each origin, and what came. Null where nothing was tried. */
export function lookBack(
  { values, seasons }: Series,
  { models, origins, kind }: Tried,
  { key }: Choice,
  options: PanelOptions,
): LookedBack | null {
  const model = key === null ? undefined : models.get(key)
  // Drawn spreads are no formula: they would have to be drawn anew at each origin.
  if (!model || model.paths) return null
  const { horizon, areAmounts } = options
  const index = seasons && model.season === 'index' ? weighted(seasons.before) : undefined
  const sizes = areAmounts && isSparse(kind) ? sizesOf(values.subarray(0, origins[0])) : undefined
  const spread = (means: Float64Array, origin: number) =>
    sizes ? sumSpread(model, sizes, means) : spreadOf(model, horizon, origin, index)
  return { ...entries(model, { values, origins, horizon, areAmounts, spread }), sizes }
}

interface Given {
  values: Float64Array
  origins: readonly number[]
  horizon: number
  areAmounts: boolean
  spread(means: Float64Array, origin: number): Spread
}

function entries(model: Model, { values, origins, horizon, areAmounts, spread }: Given): Omit<LookedBack, 'sizes'> {
  const count = origins.reduce((sum, origin) => sum + Math.min(horizon, values.length - origin), 0)
  const numbers = () => new Float64Array(count)
  const found = {
    origins: new Uint16Array(count),
    steps: new Uint8Array(count),
    values: numbers(),
    means: numbers(),
    deviations: numbers(),
    sums: numbers(),
    sumMeans: numbers(),
    sumDeviations: numbers(),
  }
  let at = 0
  for (const [place, means] of model.means(values, origins, horizon).entries()) {
    const origin = origins[place] as number
    if (areAmounts) for (let h = 0; h < horizon; h++) means[h] = Math.max(means[h] as number, 0)
    const { deviations, sumDeviations } = spread(means, origin)
    let [sum, sumMean] = [0, 0]
    for (let h = 0; h < horizon && origin + h < values.length; h++, at++) {
      sum += values[origin + h] as number
      sumMean += means[h] as number
      found.origins[at] = origin
      found.steps[at] = h
      found.values[at] = values[origin + h] as number
      found.means[at] = means[h] as number
      found.deviations[at] = deviations[h] as number
      found.sums[at] = sum
      found.sumMeans[at] = sumMean
      found.sumDeviations[at] = sumDeviations[h] as number
    }
  }
  return found
}
