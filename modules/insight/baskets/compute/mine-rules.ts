import type { Baskets } from './baskets.ts'
import { findRules, type Rule } from './find-rules.ts'
import { frequentSets } from './frequent-sets.ts'
import { leastCount } from './least-count.ts'

export interface MinedRules {
  rules: Rule[]
  baskets: number
  /** In how many baskets a set had to stand. */
  least: number
  itemSets: number
}

/** Three things on the left of a rule are what a sentence bears. */
const LONGEST = 4
/** So many sets at most, whatever the shop: support rises until there are no more. */
const MOST_SETS = 20_000
const LEAST_BASKETS = 5
/** Of `auto`: where support begins. */
const FIRST_SHARE = 0.0001

/**
 * Rules of a shop's baskets, whatever their confidence. `minSupport` null: the least support from 0.01 %, and from 5
 * baskets, doubled until there are at most 20,000 sets of up to four items. A given support is raised as well where it
 * would give more.
 */
export function mineRules(baskets: Baskets, minSupport: number | null): MinedRules {
  const count = baskets.starts.length - 1
  let least = Math.max(LEAST_BASKETS, leastCount(minSupport ?? FIRST_SHARE, count))
  let sets = frequentSets(baskets, least, { longest: LONGEST, most: MOST_SETS })
  while (sets === null) {
    least *= 2
    sets = frequentSets(baskets, least, { longest: LONGEST, most: MOST_SETS })
  }
  return { rules: findRules(sets, count, 0), baskets: count, least, itemSets: sets.counts.length }
}
