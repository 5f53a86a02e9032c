import type { Role } from './table.ts'

/** How many records have a value, counted inside each country (or in one stratum, where the table has none). */
export interface ValueCounts {
  /** Records of each stratum that have any value. */
  sizes: Map<string, number>
  /** By `stratumKey`; values that only one or two have are left out. */
  counts: Map<string, number>
}

export interface FieldMeasures {
  name: string
  column: string
  role: Role
  /** Bits of each level. */
  weights: number[]
  /** The chance that two records agree exactly. */
  chance: number
  /** Null where nothing was counted: then all values weigh the same. */
  written: ValueCounts | null
  /** Of names, counted as they sound. */
  sounding: ValueCounts | null
  /** Values that more records have than one person's. */
  shared: Map<string, number>
}

/**
 * Everything about a table that the weight of a pair depends on beside the two records themselves. With it a pair weighs
 * the same whatever other rows are looked at, and whenever.
 */
export interface Measures {
  records: number
  /** Records of each country; null where the table names none. */
  countries: Map<string, number> | null
  fields: FieldMeasures[]
  /** Names of fields: the first is nearly known where the second agrees. */
  implied: { coarse: string; fine: string }[]
  /** By the column of names, and by the name as it sounds: how many other people bear it. */
  namesakes: Map<string, Map<string, number>>
}

/** How records are brought together at all. */
export interface Blocking {
  /** Names of keys that must all agree. */
  rules: { name: string; keys: string[] }[]
  /** By field: how many values have each word, where a rule asks for the rarest. */
  words: Map<string, Map<string, number>>
}

/** What a scan learned, enough to score any pair of rows of the same columns later exactly as that scan would have. */
export interface Learned {
  measures: Measures
  blocking: Blocking
  /** Share of matches among all pairs. */
  lambda: number
}

/** A value that only the two records have is taken as had by this many: they may be the same person's. */
export const LEAST_RECORDS = 2

export const stratumKey = (stratum: string, value: string): string => `${stratum}\n${value}`

/** The share of a stratum's records that have a value. */
export function shareOf({ sizes, counts }: ValueCounts, stratum: string, value: string): number {
  const count = Math.max(LEAST_RECORDS, counts.get(stratumKey(stratum, value)) ?? 0)
  return Math.min(1, count / (sizes.get(stratum) ?? 1))
}
