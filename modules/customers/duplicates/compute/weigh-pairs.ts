import { nameLevel } from './compare-names.ts'
import type { Field } from './field.ts'
import { impliedFields } from './implied-fields.ts'
import { levelWeights, MOST_BITS } from './level-weights.ts'
import { type NamePair, namePairs } from './name-pairs.ts'
import { nameShares } from './name-shares.ts'
import { namesakeBits } from './namesake-bits.ts'
import { valueShares } from './value-shares.ts'

/** A contact that more records have is taken as shared by several people. */
const MOST_OF_ONE = 8
const SWAPPED = nameLevel.swapped

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
export function pairWeigher(
  fields: readonly Field[],
  m: readonly Float64Array[],
  u: readonly Float64Array[],
): PairWeigher {
  const none = new Float64Array()
  const weights = fields.map((_, at) => levelWeights(m[at] ?? none, u[at] ?? none))
  const country = fields.find((field) => field.role === 'country')
  const shares = fields.map((field) => sharesOf(field, country))
  const exact = fields.map((field, at) => exactWeights(field, weights[at] ?? none, shares[at] ?? null))
  const pairs = namePairs(fields)
  for (const { coarse, fine } of impliedFields(fields)) boundBy(exact[coarse], exact[fine])
  const names = pairs.map((pair) => ({ ...pair, most: mostOfNames(pair, exact, namesakeBits(fields, pair, country)) }))
  const partner = new Map(pairs.flatMap(({ surname, given }) => [[surname, given] as const, [given, surname] as const]))
  const boundOf = (at: number, i: number, j: number) =>
    Math.min(exact[at]?.[i] ?? MOST_BITS, exact[at]?.[j] ?? MOST_BITS)
  const weighField = (at: number, level: number, i: number, j: number) => {
    const weight = weights[at]?.[level] ?? 0
    if (weight <= 0 || !exact[at]) return weight
    if (level === 0) return boundOf(at, i, j)
    const other = level === SWAPPED ? partner.get(at) : undefined
    const bound = Math.min(weight, boundOf(at, i, j))
    return other === undefined ? bound : Math.min(bound, boundOf(other, i, j))
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
      for (const { surname, given, most } of names) {
        const over = (parts[surname] ?? 0) + (parts[given] ?? 0) - Math.min(most[i] ?? 0, most[j] ?? 0)
        if (over <= 0) continue
        const ofGiven = Math.min(over, Math.max(0, parts[given] ?? 0))
        parts[given] = (parts[given] ?? 0) - ofGiven
        parts[surname] = (parts[surname] ?? 0) - (over - ofGiven)
        sum -= over
      }
      return sum
    },
  }
}

/** What both parts of a record's name weigh at most together: no more than the full name does, given its namesakes. */
function mostOfNames(
  { surname, given }: NamePair,
  exact: readonly (Float64Array | null)[],
  bits: Float64Array,
): Float64Array {
  return bits.map((less, record) => Math.max(0, (exact[surname]?.[record] ?? 0) + (exact[given]?.[record] ?? 0) - less))
}

/** What is implied can't be worth more than what implies it. */
function boundBy(coarse: Float64Array | null | undefined, fine: Float64Array | null | undefined): void {
  if (!coarse || !fine) return
  for (const [record, weight] of fine.entries()) coarse[record] = Math.min(coarse[record] ?? 0, weight)
}

function sharesOf(field: Field, country: Field | undefined): Float64Array | null {
  if (field.comparison.byFrequency === 'never') return null
  return field.role === 'surname' || field.role === 'given' ? nameShares(field, country) : valueShares(field, country)
}

/** Per record, the weight of exact agreement on its value; null where frequency says nothing. */
function exactWeights(field: Field, weights: Float64Array, shares: Float64Array | null): Float64Array | null {
  if (!shares) return null
  const mean = weights[0] ?? 0
  // The chance that two records agree is the mean share; a rarer value is worth as much more as it is rarer.
  let chance = 0
  for (const count of field.counts) chance += (count / field.known) ** 2
  const least = Math.max(0, Math.min(mean, 1))
  return shares.map((share, record) => {
    if (share === 0) return MOST_BITS
    const weight = Math.min(MOST_BITS, Math.max(least, mean + Math.log2(chance / share)))
    if (field.comparison.byFrequency === 'always') return weight
    const isShared = (field.counts[field.codes[record] ?? -1] ?? 0) > MOST_OF_ONE
    return isShared ? Math.min(mean, weight) : mean
  })
}
