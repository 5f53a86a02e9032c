import type { Field } from './field.ts'

/** What `compareRecords` writes where one of two values is not known; level l of a field is written as l + 1. */
export const MISSING = 0

/** Level, plus one, of two records in one field. */
export function compareInField(field: Field, i: number, j: number): number {
  return compareCodes(field, field.codes[i] ?? -1, field.codes[j] ?? -1)
}

/** Level, plus one, of two values of a field by their codes. */
export function compareCodes({ comparison, values }: Field, a: number, b: number): number {
  if (a < 0 || b < 0) return MISSING
  if (a === b) return 1
  const { sounds, masks } = values
  return comparison.compare(sounds[a] ?? '', sounds[b] ?? '', masks[a] ?? 0, masks[b] ?? 0) + 1
}
