import type { Comparison } from './comparison.ts'
import { couldBeWithin } from './could-be-close.ts'
import { editDistance } from './edit-distance.ts'

const ONE = 1
const TWO = 2
const DIFFERENT = 3

/** Days as eight digits: one digit typed wrong, neighbours swapped, or day and month changed places; two digits; else different. */
export const dateComparison: Comparison = {
  levels: ['exact', 'one digit', 'two digits', 'different'],
  byFrequency: 'when-shared',
  compare(a, b, maskA, maskB) {
    if (isSwapped(a, b)) return ONE
    if (!couldBeWithin(a, b, maskA, maskB, 2)) return DIFFERENT
    const edits = editDistance(a, b, 2)
    if (edits === 1) return ONE
    return edits === 2 ? TWO : DIFFERENT
  },
}

const isSwapped = (a: string, b: string) =>
  a.length === 8 && b.length === 8 && a.endsWith(b.slice(4, 6)) && a.slice(0, 4) + a.slice(6) + a.slice(4, 6) === b
