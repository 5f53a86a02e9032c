import type { Comparison } from './comparison.ts'
import { couldBeWithin, couldReach } from './could-be-close.ts'
import { editDistance } from './edit-distance.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { wordOverlap } from './word-overlap.ts'

const NEAR = 1
const SIMILAR = 2
const DIFFERENT = 3
const levels: readonly string[] = ['exact', 'near', 'similar', 'different']

/** Places and other single words: one typing error or Jaro–Winkler ≥ 0.92 is near, ≥ 0.85 similar. */
export const wordComparison: Comparison = {
  levels,
  byFrequency: 'always',
  compare(a, b, maskA, maskB) {
    const shorter = Math.min(a.length, b.length)
    if (shorter >= 3 && couldBeWithin(a, b, maskA, maskB, 1) && editDistance(a, b, 1) <= 1) return NEAR
    if (shorter < 3 || !couldReach(a, b, maskA, maskB, 0.85)) return DIFFERENT
    const similarity = jaroWinkler(a, b)
    if (similarity >= 0.92) return NEAR
    return similarity >= 0.85 ? SIMILAR : DIFFERENT
  },
}

/**
 * Addresses, firms, titles and unknown texts of several words: two typing errors, Jaro–Winkler ≥ 0.95 or four of five words
 * in common are near; ≥ 0.88 or half the words similar.
 */
export const phraseComparison: Comparison = {
  levels,
  byFrequency: 'always',
  compare(a, b, maskA, maskB) {
    const shorter = Math.min(a.length, b.length)
    const edits = shorter >= 8 ? 2 : 1
    if (shorter >= 3 && couldBeWithin(a, b, maskA, maskB, edits) && editDistance(a, b, edits) <= edits) return NEAR
    const overlap = wordOverlap(a, b)
    if (overlap >= 0.8) return NEAR
    const similarity = shorter >= 3 && couldReach(a, b, maskA, maskB, 0.88) ? jaroWinkler(a, b) : 0
    if (similarity >= 0.95) return NEAR
    return similarity >= 0.88 || overlap >= 0.5 ? SIMILAR : DIFFERENT
  },
}

/** Addresses: as phrases, but with other numbers in them two are similar at most; next door is another house. */
export const streetComparison: Comparison = {
  levels,
  byFrequency: 'always',
  compare(a, b, maskA, maskB) {
    const level = phraseComparison.compare(a, b, maskA, maskB)
    return level === NEAR && digitsOf(a) !== digitsOf(b) ? SIMILAR : level
  },
}

const digitsOf = (text: string) => text.replace(/\D+/g, ' ').trim()
