import type { Comparison } from './comparison.ts'
import { couldBeWithin, couldReach } from './could-be-close.ts'
import { editDistance } from './edit-distance.ts'
import { jaroWinkler } from './jaro-winkler.ts'
import { letterMask } from './letter-mask.ts'

/** E-mail addresses: two typing errors are near; else the part before the @ decides. */
export const emailComparison: Comparison = {
  levels: ['exact', 'near', 'same local part', 'similar local part', 'different'],
  byFrequency: false,
  compare(a, b, maskA, maskB) {
    if (couldBeWithin(a, b, maskA, maskB, 2) && editDistance(a, b, 2) <= 2) return 1
    const localA = localOf(a)
    const localB = localOf(b)
    if (localA === localB) return 2
    if (!couldReach(localA, localB, letterMask(localA), letterMask(localB), 0.92)) return 4
    return jaroWinkler(localA, localB) >= 0.92 ? 3 : 4
  },
}

/** Phones in E.164 or bare digits: the same last eight digits (a country code missing), or one digit typed wrong. */
export const phoneComparison: Comparison = {
  levels: ['exact', 'same ending', 'one digit', 'different'],
  byFrequency: false,
  compare(a, b, maskA, maskB) {
    if (a.length >= 8 && b.length >= 8 && a.slice(-8) === b.slice(-8)) return 1
    return couldBeWithin(a, b, maskA, maskB, 1) && editDistance(a, b, 1) <= 1 ? 2 : 3
  },
}

function localOf(email: string): string {
  const at = email.lastIndexOf('@')
  return at === -1 ? email : email.slice(0, at)
}
