import { seededRandom } from '#core/words/seeded-random.ts'
import { type Calibration, Z80, Z95 } from './calibration.ts'
import type { DemandClass } from './demand-class.ts'
import type { Index } from './ets-model.ts'
import { gammaQuantile } from './gamma-spread.ts'
import type { Model } from './model.ts'
import { normalProbability } from './normal-probability.ts'
import { type SizeSpread, sizesOf, sparseQuantile, sparseVariance } from './size-spread.ts'
import { type Spread, spreadOf } from './spread.ts'
import { type WholeError, withWhole } from './whole-error.ts'

/** What is expected of the next steps, with intervals, and of the sums up to each. */
export interface Outlook {
  mean: Float64Array
  low80: Float64Array
  high80: Float64Array
  low95: Float64Array
  high95: Float64Array
  sumMean: Float64Array
  sumDeviation: Float64Array
}

export interface Given {
  values: Float64Array
  horizon: number
  demandClass: DemandClass
  /** Values are amounts, never below 0: spread as a gamma distribution where a normal one would reach there, or of sizes seen where demand is sparse. */
  areAmounts: boolean
  index?: Index | undefined
  calibration: Calibration
  common: WholeError
  /** Widened to what was seen in amounts, which a gamma distribution told. */
  isCalibrated: boolean
}

const LEVELS = { low95: 0.025, low80: 0.1, high80: 0.9, high95: 0.975 } as const
const DRAWS = 2000

/** Looks ahead from the end of the values: means of the model, and intervals of 80 and 95 % by what kind of series it is. */
export function outlookOf(model: Model, given: Given): Outlook {
  const { values, horizon, areAmounts, demandClass, calibration } = given
  const mean = model.means(values, [values.length], horizon)[0] as Float64Array
  if (areAmounts) for (let h = 0; h < horizon; h++) mean[h] = Math.max(mean[h] as number, 0)
  const sumMean = sumsOf(mean)
  if (model.paths) return fromPaths(model.paths(values, horizon, DRAWS, seededRandom(17)), mean, sumMean)
  if (areAmounts && isSparse(demandClass)) return fromSizes(model, given, mean, sumMean)
  const own = spreadOf(model, horizon, values.length, given.index)
  const isNearZero = areAmounts && mean.some((expected, h) => expected < Z95 * (own.deviations[h] as number))
  const end = (reach: number, z: number) =>
    mean.map((expected, h) => {
      const deviation = withWhole((own.deviations[h] as number) * (reach / Math.abs(z)), expected, given.common.step)
      return isNearZero || (areAmounts && given.isCalibrated)
        ? gammaQuantile(expected, deviation, z)
        : expected + z * deviation
    })
  return { mean, sumMean, sumDeviation: widened(own, sumMean, given), ...levels(end, calibration) }
}

/** Deviations of sums, widened to what was seen of them, with what all series err alike. */
const widened = ({ sumDeviations }: Spread, sumMean: Float64Array, { common, calibration }: Given): Float64Array =>
  sumDeviations.map((one, h) => withWhole(one * (calibration.sums[h] as number), sumMean[h] as number, common.sum))

export const isSparse = (kind: DemandClass): boolean => kind === 'intermittent' || kind === 'lumpy'

const levels = (end: (reach: number, z: number) => Float64Array, { at80, at95 }: Calibration) => ({
  low80: end(at80, -Z80),
  high80: end(at80, Z80),
  low95: end(at95, -Z95),
  high95: end(at95, Z95),
})

function sumsOf(values: Float64Array): Float64Array {
  let sum = 0
  return values.map((value) => {
    sum += value
    return sum
  })
}

/** Steps are independent, their common level is known only as well as the model's smoothing tells. */
export function sumSpread(model: Model, sizes: SizeSpread, mean: Float64Array): Spread {
  const variances = mean.map((expected) => sparseVariance(sizes, expected))
  const memory = Math.min(model.response(1), 1)
  const level = ((variances[0] ?? 0) / Math.max(mean[0] ?? 0, 1e-300) ** 2) * (memory / (2 - memory))
  const [sums, sumVariances] = [sumsOf(mean), sumsOf(variances)]
  return {
    deviations: variances.map(Math.sqrt),
    sumDeviations: sumVariances.map((variance, h) => Math.sqrt(variance + level * (sums[h] as number) ** 2)),
  }
}

function fromSizes(model: Model, given: Given, mean: Float64Array, sumMean: Float64Array): Outlook {
  const sizes = sizesOf(given.values)
  const end = (reach: number, z: number) =>
    mean.map((expected) => sparseQuantile(sizes, expected, normalProbability(Math.sign(z) * reach)))
  const sumDeviation = widened(sumSpread(model, sizes, mean), sumMean, given)
  return { mean, sumMean, sumDeviation, ...levels(end, given.calibration) }
}

function fromPaths(paths: Float64Array[], mean: Float64Array, sumMean: Float64Array): Outlook {
  const steps = Array.from(mean, (_, h) => Float64Array.from(paths, (path) => path[h] as number).sort())
  const sums = paths.map(sumsOf)
  const at = (probability: number) =>
    Float64Array.from(steps, (values) => values[Math.floor(probability * (values.length - 1))] as number)
  return {
    mean,
    sumMean,
    sumDeviation: sumMean.map((expected, h) =>
      Math.sqrt(sums.reduce((total, path) => total + ((path[h] as number) - expected) ** 2, 0) / sums.length),
    ),
    low80: at(LEVELS.low80),
    high80: at(LEVELS.high80),
    low95: at(LEVELS.low95),
    high95: at(LEVELS.high95),
  }
}
