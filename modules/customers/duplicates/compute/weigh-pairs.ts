import { nameComparison, nameLevel } from './compare-names.ts'
import type { Field } from './field.ts'
import { levelWeights } from './level-weights.ts'
import { namePairs } from './name-pairs.ts'

const SWAPPED = nameLevel.swapped
// A value that only the two records have is taken as had by this many: they may be the same person's.
const LEAST_RECORDS = 2

/** The weight in bits of a pair by its levels. */
export interface PairWeigher {
  weights: Float64Array[]
  /** Writes each field's weight into `parts` and returns the sum. */
  weigh(i: number, j: number, levels: Uint8Array, parts: Float64Array): number
}

/**
 * Weights of levels, and of exact agreement by how frequent the value is: m over the value's own share instead of the mean
 * (Newcombe and others 1959; Fellegi and Sunter 1969, §3.3). Lesser agreement never weighs more than exact agreement on
 * either of the two values.
 */
export function pairWeigher(fields: readonly Field[], m: readonly Float64Array[], u: readonly Float64Array[]): PairWeigher {
  const weights = fields.map((_, at) => levelWeights(m[at] ?? new Float64Array(), u[at] ?? new Float64Array()))
  const exact = fields.map((field, at) => exactWeights(field, weights[at] ?? new Float64Array()))
  const partner = new Map(namePairs(fields).flatMap(({ surname, given }) => [[surname, given], [given, surname]]))
  const exactOf = (at: number, code: number) => (code < 0 ? Number.POSITIVE_INFINITY : (exact[at]?.[code] ?? 0))
  const weighField = (at: number, level: number, i: number, j: number) => {
    const weight = weights[at]?.[level] ?? 0
    const field = fields[at]
    if (!field || weight <= 0 || exact[at] === null) return weight
    const [a, b] = [field.codes[i] ?? -1, field.codes[j] ?? -1]
    if (level === 0) return exactOf(at, a)
    let bound = Math.min(weight, exactOf(at, a), exactOf(at, b))
    const other = partner.get(at)
    if (level === SWAPPED && field.comparison === nameComparison && other !== undefined) {
      const codes = fields[other]?.codes
      bound = Math.min(bound, exactOf(other, codes?.[i] ?? -1), exactOf(other, codes?.[j] ?? -1))
    }
    return bound
  }
  return {
    weights,
    weigh(i, j, levels, parts) {
      let sum = 0
      for (let at = 0; at < fields.length; at++) {
        const level = (levels[at] ?? 0) - 1
        const weight = level < 0 ? 0 : weighField(at, level, i, j)
        parts[at] = weight
        sum += weight
      }
      return sum
    },
  }
}

/** Weight of exact agreement on each value; null where frequency says nothing. */
function exactWeights(field: Field, weights: Float64Array): Float64Array | null {
  if (!field.comparison.byFrequency) return null
  const mean = weights[0] ?? 0
  // The chance that two records agree is the mean share; a rarer value is worth as much more as it is rarer.
  let chance = 0
  for (const count of field.counts) chance += (count / field.known) ** 2
  const least = Math.max(0, Math.min(mean, 1))
  return Float64Array.from(field.counts, (count) => {
    const share = Math.max(count, LEAST_RECORDS) / field.known
    return Math.min(16, Math.max(least, mean + Math.log2(chance / share)))
  })
}
