import type { Model } from './model.ts'
import { sizesOf } from './size-spread.ts'

/**
 * A product of which nothing was sold for long: the chance that the next step has a demand is 1 in so many steps since the last
 * and two more (Laplace's rule of succession), times the mean size. Null where nothing was ever sold.
 */
export function endedModel(values: Float64Array): Model | null {
  const last = values.findLastIndex((value) => value > 0)
  const quiet = values.length - 1 - last
  const size = last < 0 ? 0 : sizesOf(values).mean
  const expected = size / (quiet + 2)
  return {
    name: 'ended',
    form: 'ended',
    season: 'none',
    parameters: { quiet },
    logLikelihood: null,
    aicc: null,
    variance: (size * size) / (quiet + 2),
    response: () => 0,
    means: (_, origins, horizon) => origins.map(() => new Float64Array(horizon).fill(expected)),
  }
}
