import type { UsageShares } from './rule.ts'
import type { UsageColumns } from './usage-columns.ts'

/** Of each path: least quantity, in thousandths, of its heavy and of its medium users; NaN: nobody is. */
export interface UsageLimits {
  heavyFrom: Float64Array
  mediumFrom: Float64Array
}

/** A percentage with decimals times a whole number is exact only nearly. */
const HAIR = 1e-9

/**
 * Customers who bought equally much stand together: they take up a stretch of the whole (of volume or of customers), most
 * first, and its middle decides. So equals have one class, and where all bought the same, all are medium.
 */
export function limitsOf(
  { path, quantity }: Pick<UsageColumns, 'path' | 'quantity'>,
  pathCount: number,
  { by, heavy, medium }: UsageShares,
): UsageLimits {
  const limits = {
    heavyFrom: new Float64Array(pathCount).fill(Number.NaN),
    mediumFrom: new Float64Array(pathCount).fill(Number.NaN),
  }
  for (const [one, quantities] of byPath(path, quantity, pathCount).entries()) {
    quantities.sort()
    const weightOf = (value: number) => (by === 'volume' ? value : 1)
    const whole = quantities.reduce((sum, value) => sum + weightOf(value), 0)
    const isWithin = (middle: number, percent: number) => middle * 100 < percent * whole * (1 - HAIR)
    let before = 0
    for (let at = quantities.length - 1; at >= 0; ) {
      const value = quantities[at] as number
      let equals = 0
      for (; at >= 0 && quantities[at] === value; at--) equals++
      const middle = before + (equals * weightOf(value)) / 2
      before += equals * weightOf(value)
      if (isWithin(middle, heavy)) limits.heavyFrom[one] = value
      if (isWithin(middle, medium)) limits.mediumFrom[one] = value
      else break
    }
  }
  return limits
}

function byPath(path: Int32Array, quantity: Float64Array, pathCount: number): Float64Array[] {
  const sizes = new Int32Array(pathCount)
  for (const one of path) (sizes[one] as number)++
  const out = Array.from(sizes, (size) => new Float64Array(size))
  sizes.fill(0)
  for (let row = 0; row < path.length; row++) {
    const one = path[row] as number
    ;(out[one] as Float64Array)[sizes[one] as number] = quantity[row] as number
    ;(sizes[one] as number)++
  }
  return out
}
