import type { Baskets } from './baskets.ts'
import { FpTree } from './fp-tree.ts'
import { IntList } from './int-list.ts'
import type { ItemSets } from './item-sets.ts'

interface Limits {
  /** Most items of a set. */
  longest?: number
  /** Gives up when there are more sets. */
  most?: number
}

/**
 * Every set of items that stands in at least `least` baskets, by FP-growth (Han, Pei & Yin 2000, SIGMOD, algorithm 2):
 * baskets are folded into a tree of prefixes, and each item's sets are grown from the tree of what stands above it. Null
 * when there are more than `most`. Sets come in no order; their items rise.
 */
export function frequentSets(baskets: Baskets, least: number, limits: Limits = {}): ItemSets | null {
  const { longest = Number.POSITIVE_INFINITY, most = Number.POSITIVE_INFINITY } = limits
  const found = { starts: new IntList(), items: new IntList(), counts: new IntList() }
  found.starts.push(0)
  const suffix: number[] = []
  const grow = (tree: FpTree): boolean => {
    for (let place = tree.labels.length - 1; place >= 0; place--) {
      suffix.push(tree.labels[place] as number)
      for (const item of suffix.toSorted((a, b) => a - b)) found.items.push(item)
      found.starts.push(found.items.length)
      found.counts.push(tree.totals[place] as number)
      const above = suffix.length < longest ? tree.above(place, least) : null
      if (found.counts.length > most || (above && !grow(above))) return false
      suffix.pop()
    }
    return true
  }
  const tree = treeOf(baskets, Math.max(1, least))
  if (longest >= 1 && !grow(tree)) return null
  return { starts: found.starts.done(), items: found.items.done(), counts: found.counts.done() }
}

/** The tree of all baskets with their frequent items, most frequent first. */
function treeOf({ starts, items, itemCount }: Baskets, least: number): FpTree {
  const counts = new Int32Array(itemCount)
  for (const item of items) counts[item] = (counts[item] as number) + 1
  const labels = Int32Array.from([...counts.keys()].filter((item) => (counts[item] as number) >= least))
  labels.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b)
  const places = new Int32Array(itemCount).fill(-1)
  labels.forEach((item, place) => {
    places[item] = place
  })
  const kept = items.reduce((sum, item) => sum + ((places[item] as number) >= 0 ? 1 : 0), 0)
  const tree = new FpTree(labels, kept)
  const path = new Int32Array(labels.length)
  for (let basket = 0; basket + 1 < starts.length; basket++) {
    let length = 0
    for (let at = starts[basket] as number; at < (starts[basket + 1] as number); at++) {
      const place = places[items[at] as number] as number
      if (place >= 0) path[length++] = place
    }
    if (length > 1) path.subarray(0, length).sort()
    tree.insert(path, length, 1)
  }
  return tree
}
