import type { Comparison } from './comparison.ts'
import { couldBeWithin, couldReach } from './could-be-close.ts'
import { editDistance } from './edit-distance.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { letterMask } from './letter-mask.ts'

/** Levels of e-mail addresses. */
export const emailLevel = { exact: 0, near: 1, sameLocal: 2, similarLocal: 3, different: 4 } as const

/** E-mail addresses: two typing errors are near; else the part before the @ decides. */
export const emailComparison: Comparison = {
  levels: ['exact', 'near', 'same local part', 'similar local part', 'different'],
  byFrequency: 'when-shared',
  compare(a, b, maskA, maskB) {
    if (couldBeWithin(a, b, maskA, maskB, 2) && editDistance(a, b, 2) <= 2) return emailLevel.near
    const localA = localOf(a)
    const localB = localOf(b)
    if (localA === localB) return emailLevel.sameLocal
    if (!couldReach(localA, localB, letterMask(localA), letterMask(localB), 0.92)) return emailLevel.different
    return jaroWinkler(localA, localB) >= 0.92 ? emailLevel.similarLocal : emailLevel.different
  },
}

const LEAST_ENDING = 7

/** Phones in E.164 or bare digits: one ends with the other (no country or area code), or one digit typed wrong. */
export const phoneComparison: Comparison = {
  levels: ['exact', 'same ending', 'one digit', 'different'],
  byFrequency: 'when-shared',
  compare(a, b, maskA, maskB) {
    const bareA = a.replace(/^[+0]+/, '')
    const bareB = b.replace(/^[+0]+/, '')
    const [short, long] = bareA.length <= bareB.length ? [bareA, bareB] : [bareB, bareA]
    if (short.length >= LEAST_ENDING && long.endsWith(short)) return 1
    return couldBeWithin(a, b, maskA, maskB, 1) && editDistance(a, b, 1) <= 1 ? 2 : 3
  },
}

/** The part of an address before the @. */
export function localOf(email: string): string {
  const at = email.lastIndexOf('@')
  return at === -1 ? email : email.slice(0, at)
}
