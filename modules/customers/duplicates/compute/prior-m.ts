import type { Field } from './field.ts'

const EXACT = 0.8
const DIFFERENT = 0.05

/** m before anything is learned: most matches agree exactly, few not at all, the levels between share the rest. */
export const priorM = (field: Field): Float64Array => usualM(field.comparison.levels.length)

/** The same for so many levels. */
export function usualM(count: number): Float64Array {
  if (count === 2) return Float64Array.of(0.95, 0.05)
  const between = (1 - EXACT - DIFFERENT) / (count - 2)
  return Float64Array.from({ length: count }, (_, level) =>
    level === 0 ? EXACT : level === count - 1 ? DIFFERENT : between,
  )
}
