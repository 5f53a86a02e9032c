import { blockingKeys } from './blocking-keys.ts'
import type { Field } from './field.ts'
import type { Blocking } from './measures.ts'

/**
 * Per record the keys that bring it together with others, as whole numbers below 2⁵³ that can be kept and looked up:
 * two records meet in a rule when they have its key in common.
 */
export function recordKeys(fields: readonly Field[], { rules, words }: Blocking, records: number): number[][] {
  const known = new Map(blockingKeys(fields, words).map((key) => [key.name, key]))
  const asked = rules.map(({ name, keys }) => ({ name, keys: keys.map((key) => known.get(key)) }))
  return Array.from({ length: records }, (_, record) =>
    asked.flatMap(({ name, keys }) => {
      const parts = keys.map((key) => key?.texts[key.codes[record] ?? -1])
      return parts.includes(undefined) ? [] : [hashOf([name, ...parts].join('\n'))]
    }),
  )
}

/** 53 bits from two 32-bit multiplicative hashes with a murmur finish (Bryc's cyrb53, public domain). */
function hashOf(text: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    high = Math.imul(high ^ sign, 2_654_435_761)
    low = Math.imul(low ^ sign, 1_597_334_677)
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909)
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
  return 4_294_967_296 * (2_097_151 & low) + (high >>> 0)
}
