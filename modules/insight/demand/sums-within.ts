import { gammaQuantile } from './compute/gamma-spread.ts'

const Z80 = 1.2815515655446004

/** Expected pieces of the first `weeks` ahead with their 80 % interval. */
export function sumsWithin(
  weeks: number,
  sumMean: readonly number[],
  sumDeviation: readonly number[],
): { mean: number; low: number; high: number } {
  const mean = sumMean[weeks - 1] ?? 0
  const deviation = sumDeviation[weeks - 1] ?? 0
  return { mean, low: gammaQuantile(mean, deviation, -Z80), high: gammaQuantile(mean, deviation, Z80) }
}
