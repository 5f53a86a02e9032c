import { falseDiscovery } from './false-discovery.ts'
import { hypergeometricTail } from './hypergeometric-tail.ts'
import type { ItemSets } from './item-sets.ts'
import { SetCounts } from './set-counts.ts'

/** Baskets that hold all of `left` often hold `right`. */
export interface Rule {
  left: number[]
  right: number
  /** Baskets with both sides, with the first, with the second. */
  orders: number
  leftOrders: number
  rightOrders: number
  /** Share of the baskets with the first side that hold the second. */
  confidence: number
  /** That share by the share among all baskets. */
  lift: number
  /** Share of all baskets with both sides, less what independence would give. */
  leverage: number
  /** Corrected for chance: share of false findings among rules whose sides go together at least as clearly. */
  q: number
  /** The same for being better than every rule with one item less on the left; of one item there: `q`. */
  addsQ: number
}

/**
 * Rules with one item on the right, of every set of two items or more, that reach `minConfidence` (Agrawal, Imieliński &
 * Swami 1993). Whether both sides go together is asked by Fisher's exact test, corrected by Benjamini and Hochberg over
 * all rules of that length that the frequent items allow, counted or not (a layer for each length, Webb 2008, Machine
 * Learning 71), so that looking at frequent ones only takes nothing from the correction. Whether each item on the left
 * adds something is asked by the same test among the baskets of the shorter rule, the greatest p counts (productive
 * rules, Webb 2007, Machine Learning 68, section 4.2), corrected over the rules of that length.
 */
export function findRules(sets: ItemSets, baskets: number, minConfidence: number): Rule[] {
  const { starts, items, counts } = sets
  const countOf = new SetCounts(sets)
  const layers = new Map<number, Layer>()
  let singles = 0
  for (let set = 0; set < counts.length; set++) {
    const own = Array.from(items.subarray(starts[set], starts[set + 1]))
    if (own.length === 1) singles++
    if (own.length < 2) continue
    const layer = layers.get(own.length) ?? { rules: [], p: [], addsP: [] }
    layers.set(own.length, layer)
    for (const right of own) {
      const left = own.filter((item) => item !== right)
      const rule = ruleOf(left, right, counts[set] as number, countOf, baskets)
      const p = chanceOf(rule, baskets)
      layer.rules.push(rule)
      layer.p.push(p)
      layer.addsP.push(left.length === 1 ? p : addsChanceOf(rule, countOf))
    }
  }
  return [...layers].flatMap(([length, layer]) => corrected(layer, length, singles, minConfidence))
}

interface Layer {
  rules: Rule[]
  p: number[]
  addsP: number[]
}

function corrected({ rules, p, addsP }: Layer, length: number, singles: number, minConfidence: number): Rule[] {
  const q = falseDiscovery(Float64Array.from(p), Math.max(p.length, possible(singles, length)))
  const addsQ = length === 2 ? q : falseDiscovery(Float64Array.from(addsP), addsP.length)
  return rules
    .map((rule, at) => ({ ...rule, q: q[at] as number, addsQ: addsQ[at] as number }))
    .filter((rule) => rule.confidence >= minConfidence)
}

function ruleOf(left: number[], right: number, orders: number, countOf: SetCounts, baskets: number): Rule {
  const [leftOrders, rightOrders] = [countOf.of(left), countOf.of([right])]
  const confidence = orders / leftOrders
  return {
    left,
    right,
    orders,
    leftOrders,
    rightOrders,
    confidence,
    lift: (confidence * baskets) / rightOrders,
    leverage: orders / baskets - (leftOrders / baskets) * (rightOrders / baskets),
    q: 1,
    addsQ: 1,
  }
}

const chanceOf = ({ leftOrders, rightOrders, orders }: Rule, baskets: number) =>
  hypergeometricTail({ all: baskets, first: leftOrders, second: rightOrders, both: orders })

/** The greatest p of the tests against every rule with one item less on the left. */
function addsChanceOf({ left, right, orders, leftOrders }: Rule, countOf: SetCounts): number {
  return Math.max(
    ...left.map((item) => {
      const rest = left.filter((other) => other !== item)
      const withRight = [...rest, right].sort((a, b) => a - b)
      return hypergeometricTail({
        all: countOf.of(rest),
        first: leftOrders,
        second: countOf.of(withRight),
        both: orders,
      })
    }),
  )
}

/** How many rules of so many items can be made of so many frequent ones: each item on the right, any others on the left. */
function possible(items: number, length: number): number {
  let rules = items
  for (let at = 1; at < length; at++) rules *= (items - at) / at
  return rules
}
