import type { Link } from './cluster-records.ts'

/** Records that links connect, directly or over others, with those links; sets and members in rising order. */
export function connectedSets(links: readonly Link[]): { members: number[]; links: Link[] }[] {
  const parents = new Map<number, number>()
  const rootOf = (record: number): number => {
    let root = record
    for (let up = parents.get(root) ?? root; up !== root; up = parents.get(root) ?? root) root = up
    for (let at = record; at !== root; ) {
      const up = parents.get(at) ?? root
      parents.set(at, root)
      at = up
    }
    return root
  }
  for (const { a, b } of links) {
    const [x, y] = [rootOf(a), rootOf(b)]
    parents.set(Math.max(x, y), Math.min(x, y))
    if (x === y && !parents.has(x)) parents.set(x, x)
  }
  const sets = new Map<number, { members: Set<number>; links: Link[] }>()
  for (const link of links) {
    const root = rootOf(link.a)
    const set = sets.get(root) ?? { members: new Set<number>(), links: [] }
    sets.set(root, set)
    set.members.add(link.a).add(link.b)
    set.links.push(link)
  }
  return [...sets.values()]
    .map((set) => ({ members: [...set.members].sort((x, y) => x - y), links: set.links }))
    .sort((x, y) => (x.members[0] ?? 0) - (y.members[0] ?? 0))
}
