import type { Comparison } from './comparison.ts'
import { couldBeWithin, couldReach } from './could-be-close.ts'
import { editDistance } from './edit-distance.ts'
import { jaroWinkler } from './jaro-winkler.ts'

/** Levels of a part of a person's name. `swapped`: it stands where the other record has the other part. */
export const nameLevel = { exact: 0, sound: 1, swapped: 2, near: 3, similar: 4, different: 5 } as const

const NEAR = 0.92
const SIMILAR = 0.84

/** Given names and surnames, in Latin letters or pinyin: one typing error or Jaro–Winkler ≥ 0.92 is near; an initial or ≥ 0.84 is similar. */
export const nameComparison: Comparison = {
  levels: ['exact', 'same sound', 'swapped', 'near', 'similar', 'different'],
  byFrequency: 'always',
  compare(a, b, maskA, maskB) {
    if (a === b) return nameLevel.sound
    const shorter = Math.min(a.length, b.length)
    if (shorter === 1) return a.charCodeAt(0) === b.charCodeAt(0) ? nameLevel.similar : nameLevel.different
    if (shorter >= 4 && couldBeWithin(a, b, maskA, maskB, 1) && editDistance(a, b, 1) <= 1) return nameLevel.near
    if (shorter < 3 || !couldReach(a, b, maskA, maskB, SIMILAR)) return nameLevel.different
    const similarity = jaroWinkler(a, b)
    if (similarity >= NEAR && shorter >= 4) return nameLevel.near
    return similarity >= SIMILAR ? nameLevel.similar : nameLevel.different
  },
}
