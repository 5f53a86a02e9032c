import type { Baskets } from '../compute/baskets.ts'

/** Frequent sets as texts of rising items (`3,7`) with their counts. */
export type PlainSets = Map<string, number>

/**
 * The reference: level by level, candidates joined from the frequent sets one item shorter, those with an infrequent
 * subset pruned, the rest counted in a pass over the baskets (Agrawal & Srikant 1994, VLDB, section 2.1).
 */
export function apriori(baskets: Baskets, least: number): PlainSets {
  const found: PlainSets = new Map()
  let level = keepFrequent(singles(baskets), least)
  while (level.size > 0) {
    for (const [set, count] of level) found.set(set, count)
    level = keepFrequent(countIn(baskets, candidatesOf(level)), least)
  }
  return found
}

const keepFrequent = (counts: PlainSets, least: number): PlainSets =>
  new Map([...counts].filter(([, count]) => count >= least))

function singles({ items }: Baskets): PlainSets {
  const counts: PlainSets = new Map()
  for (const item of items) counts.set(String(item), (counts.get(String(item)) ?? 0) + 1)
  return counts
}

function candidatesOf(level: PlainSets): number[][] {
  const byPrefix = Map.groupBy(
    [...level.keys()].map((set) => set.split(',').map(Number)),
    (set) => set.slice(0, -1).join(','),
  )
  return [...byPrefix.values()].flatMap((sets) => {
    const lasts = sets.map((set) => set.at(-1) ?? 0).sort((a, b) => a - b)
    const prefix = sets[0]?.slice(0, -1) ?? []
    return lasts.flatMap((a, at) =>
      lasts
        .slice(at + 1)
        .map((b) => [...prefix, a, b])
        .filter((set) => set.every((item) => level.has(set.filter((other) => other !== item).join(',')))),
    )
  })
}

interface Branch {
  set: string | null
  next: Map<number, Branch>
}

/** Counts candidates along a tree of them, one walk a basket. */
function countIn({ starts, items }: Baskets, candidates: readonly number[][]): PlainSets {
  const counts: PlainSets = new Map(candidates.map((set) => [set.join(','), 0]))
  const root: Branch = { set: null, next: new Map() }
  for (const set of candidates) {
    let branch = root
    for (const item of set) {
      const next: Branch = branch.next.get(item) ?? { set: null, next: new Map() }
      branch.next.set(item, next)
      branch = next
    }
    branch.set = set.join(',')
  }
  const walk = (branch: Branch, own: Int32Array, from: number) => {
    if (branch.set !== null) counts.set(branch.set, (counts.get(branch.set) ?? 0) + 1)
    for (let at = from; at < own.length; at++) {
      const next = branch.next.get(own[at] as number)
      if (next) walk(next, own, at + 1)
    }
  }
  for (let basket = 0; basket + 1 < starts.length; basket++)
    walk(root, items.slice(starts[basket], starts[basket + 1]).sort(), 0)
  return counts
}
