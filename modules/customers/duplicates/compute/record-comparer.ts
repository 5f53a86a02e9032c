import { compareInField, MISSING } from './compare-fields.ts'
import { comparePersonNames } from './compare-person-names.ts'
import type { Field } from './field.ts'
import { type Implied, impliedFields } from './implied-fields.ts'
import { namePairs } from './name-pairs.ts'
import { namedEmails } from './named-emails.ts'

/** Compares two records in all fields, the same in either order: level + 1 of each, 0 where it is not known. */
export type CompareRecords = (i: number, j: number, levels: Uint8Array) => void

/** A comparer of the records of a table. */
export function recordComparer(
  fields: readonly Field[],
  implied: readonly Implied[] = impliedFields(fields),
): CompareRecords {
  const pairs = namePairs(fields)
  const inPairs = new Set(pairs.flatMap(({ surname, given }) => [surname, given]))
  const alone = fields.flatMap((field, at) => (inPairs.has(at) ? [] : [{ field, at }]))
  const forgetNamed = namedEmails(fields, pairs)
  return (i, j, levels) => {
    for (const { field, at } of alone) levels[at] = compareInField(field, i, j)
    for (const pair of pairs) comparePersonNames(fields, pair, i, j, levels)
    for (const { coarse, fine } of implied) if (levels[fine] !== MISSING) levels[coarse] = MISSING
    forgetNamed(i, j, levels)
  }
}
