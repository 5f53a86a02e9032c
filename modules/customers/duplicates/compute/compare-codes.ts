import type { Comparison } from './comparison.ts'
import { couldBeWithin } from './could-be-close.ts'
import { editDistance } from './edit-distance.ts'

const levels = ['exact', 'one edit', 'two edits', 'different']

function byEdits(a: string, b: string, maskA: number, maskB: number): number {
  // Of three digits two edits leave nothing in common.
  const most = Math.min(a.length, b.length) >= 5 ? 2 : 1
  if (!couldBeWithin(a, b, maskA, maskB, most)) return 3
  return Math.min(editDistance(a, b, most), most === 1 ? 3 : 4) > most ? 3 : editDistance(a, b, most)
}

/** Identity numbers: how many signs were typed wrong, a swap of neighbours being one. */
export const codeComparison: Comparison = { levels, byFrequency: 'when-shared', compare: byEdits }

/** Postcodes, house numbers, regions: as identity numbers, and a rare one says more than a frequent one. */
export const frequentCodeComparison: Comparison = { levels, byFrequency: 'always', compare: byEdits }

/** The same or not: sex, salutation and other small sets. */
export const categoryComparison: Comparison = {
  levels: ['exact', 'different'],
  byFrequency: 'always',
  compare: () => 1,
}

/** Years: the neighbouring one is near. */
export const yearComparison: Comparison = {
  levels: ['exact', 'one year', 'different'],
  byFrequency: 'never',
  compare: (a, b) => (Math.abs(Number(a) - Number(b)) === 1 ? 1 : 2),
}
