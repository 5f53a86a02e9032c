import { nameLevel } from './compare-names.ts'
import { exactWeights, namesakeBits } from './exact-weights.ts'
import type { Field } from './field.ts'
import { impliedPlaces } from './implied-fields.ts'
import { MOST_BITS } from './level-weights.ts'
import type { Measures } from './measures.ts'
import { type NamePair, namePairs } from './name-pairs.ts'
import { countryOf } from './strata.ts'

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
export function pairWeigher(fields: readonly Field[], measures: Measures): PairWeigher {
  const country = countryOf(fields)
  const measured = new Map(measures.fields.map((of) => [of.name, of]))
  const weights = fields.map(({ name }) => Float64Array.from(measured.get(name)?.weights ?? []))
  const exact = fields.map((field) => {
    const of = measured.get(field.name)
    return of ? exactWeights(field, of, country) : null
  })
  const pairs = namePairs(fields)
  for (const { coarse, fine } of impliedPlaces(fields, measures.implied)) boundBy(exact[coarse], exact[fine])
  const names = pairs.map((pair) => ({
    ...pair,
    most: mostOfNames(pair, exact, namesakeBits(fields, pair, measures, country)),
  }))
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
  return bits.map((less, record) =>
    Math.max(0, (exact[surname]?.[record] ?? MOST_BITS) + (exact[given]?.[record] ?? MOST_BITS) - less),
  )
}

/** What is implied can't be worth more than what implies it. */
function boundBy(coarse: Float64Array | null | undefined, fine: Float64Array | null | undefined): void {
  if (!coarse || !fine) return
  for (const [record, weight] of fine.entries()) coarse[record] = Math.min(coarse[record] ?? 0, weight)
}
