import { incompleteBeta } from '../../compute/incomplete-beta.ts'
import type { GammaGamma } from './gamma-gamma.ts'

const STEP = 0.04
const REACH = 10
const POINTS = Math.round((2 * REACH) / STEP) + 1
/** Numbers of purchases are exact up to here, and rounded to 5 % beyond. */
const EXACT = 32

const valueAt = (point: number) => Math.exp(point * STEP - REACH)

/**
 * Quantiles of what a customer pays in a number of purchases that is itself uncertain. Given Gamma–Gamma and `payments` payments of mean z
 * the sum of n more is (γ + payments · z) times a beta prime variate with shapes p·n and q + p·payments; so all customers with equal
 * `payments` have the same distributions, tabled once on a grid of 4 %. The function returned gives the value, over (γ + payments · z), below which the share
 * `target` lies; 0 where no purchase at all is that likely.
 */
export function spendTable({ p, q }: Pick<GammaGamma, 'p' | 'q'>) {
  const tables = new Map<number, (Float32Array | undefined)[]>()
  const weights = new Float64Array(binOf(1 << 14) + 1)
  return (chances: Float64Array, size: number, payments: number, target: number): number => {
    if ((chances[0] as number) >= target) return 0
    const table = tables.get(payments) ?? []
    tables.set(payments, table)
    const bins = binOf(size - 1) + 1
    weights.fill(0, 0, bins)
    for (let n = 0; n < size; n++) {
      const bin = binOf(n)
      weights[bin] = (weights[bin] as number) + (chances[n] as number)
    }
    const below = (point: number) => {
      let sum = weights[0] as number
      for (let bin = 1; bin < bins; bin++) {
        const weight = weights[bin] as number
        if (weight < 1e-9) continue
        const row = table[bin] ?? rowOf(p * countOf(bin), q + p * payments)
        table[bin] = row
        sum += weight * (row[point] as number)
      }
      return sum
    }
    return valueWhere(below, target)
  }
}

function valueWhere(below: (point: number) => number, target: number): number {
  let [low, high] = [0, POINTS - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (below(middle) >= target) high = middle
    else low = middle + 1
  }
  if (low === 0) return valueAt(0)
  const [before, after] = [below(low - 1), below(low)]
  return valueAt(low - (after > before ? Math.max(0, after - target) / (after - before) : 0))
}

const binOf = (n: number) => (n <= EXACT ? n : EXACT + Math.round(Math.log(n / EXACT) / 0.05))
const countOf = (bin: number) => (bin <= EXACT ? bin : EXACT * Math.exp((bin - EXACT) * 0.05))

/** The distribution function of a beta prime variate on the grid: from its middle outwards, until it is 0 or 1. */
function rowOf(a: number, b: number): Float32Array {
  const row = new Float32Array(POINTS)
  const chance = (point: number) => {
    const value = valueAt(point)
    return incompleteBeta(value / (1 + value), a, b)
  }
  const middle = Math.min(POINTS - 1, Math.max(0, Math.round((Math.log(a / b) + REACH) / STEP)))
  for (let point = middle; point >= 0; point--) {
    row[point] = chance(point)
    if ((row[point] as number) < 1e-6) break
  }
  let point = middle + 1
  for (; point < POINTS; point++) {
    row[point] = chance(point)
    if ((row[point] as number) > 1 - 1e-6) break
  }
  return row.fill(1, Math.min(point, POINTS))
}
