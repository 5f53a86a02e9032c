import quantile from '@stdlib/stats-base-dists-normal-quantile'
import type { Calibration } from './calibration.ts'
import { gammaQuantile } from './gamma-spread.ts'
import type { Model } from './model.ts'
import { type SizeSpread, sparseQuantile } from './size-spread.ts'
import type { StandardErrors } from './standard-errors.ts'

interface Given {
  errors: StandardErrors
  origins: readonly number[]
  horizon: number
  areAmounts: boolean
  /** Of sparse demand. */
  sizes: SizeSpread | undefined
  calibration: Calibration
  /** Only steps from here on are looked at. */
  from: number
}

const Z = quantile(0.9, 0, 1)

/** How many 80 % intervals, made at each origin by a model that was fitted before the first, held what came. */
export function intervalsHeld(model: Model, values: Float64Array, given: Given): { covered: number; checked: number } {
  const { errors, origins, horizon, areAmounts, sizes, calibration } = given
  const all = model.means(values, origins, horizon)
  let [covered, checked] = [0, 0]
  for (let at = 0; at < errors.distances.length; at++) {
    const [origin, step, distance] = [
      errors.origins[at] as number,
      errors.steps[at] as number,
      errors.distances[at] as number,
    ]
    if (origin < given.from) continue
    const value = values[origin + step] as number
    const mean = Math.max(all[origins.indexOf(origin)]?.[step] ?? 0, areAmounts ? 0 : Number.NEGATIVE_INFINITY)
    checked++
    if (holds(mean, value, distance)) covered++
  }
  return { covered, checked }

  function holds(mean: number, value: number, distance: number): boolean {
    if (sizes) {
      return value >= sparseQuantile(sizes, mean, 0.1) - 1e-9 && value <= sparseQuantile(sizes, mean, 0.9) + 1e-9
    }
    const reach = Z * calibration.at80
    if (!areAmounts || distance === 0) return Math.abs(distance) <= reach
    const deviation = (value - mean) / distance
    return value >= gammaQuantile(mean, deviation, -reach) && value <= gammaQuantile(mean, deviation, reach)
  }
}
