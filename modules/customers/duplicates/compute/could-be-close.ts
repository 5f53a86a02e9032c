import { bitCount } from './letter-mask.ts'

/** False where Jaro–Winkler can't reach `least`: letters of one that the other lacks can't match. Never wrongly false. */
export function couldReach(a: string, b: string, maskA: number, maskB: number, least: number): boolean {
  const matches = Math.min(a.length - bitCount(maskA & ~maskB), b.length - bitCount(maskB & ~maskA))
  if (matches <= 0) return false
  const jaro = (matches / a.length + matches / b.length + 1) / 3
  const bound = a.charCodeAt(0) === b.charCodeAt(0) ? jaro + 0.4 * (1 - jaro) : jaro
  return bound >= least
}

/** False where more than `most` edits are needed: each edit takes away or brings one letter at most. */
export function couldBeWithin(a: string, b: string, maskA: number, maskB: number, most: number): boolean {
  if (Math.abs(a.length - b.length) > most) return false
  return bitCount(maskA & ~maskB) <= most && bitCount(maskB & ~maskA) <= most
}
