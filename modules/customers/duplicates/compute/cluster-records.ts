import { connectedSets } from './connected-sets.ts'

/** A pair by its records, with the weight over the one that just suffices. */
export interface Link {
  a: number
  b: number
  over: number
}

// One field that strongly contradicts must not outvote ten that agree, nor the other way round.
const MOST = 12
/** Sets above this are cut at their weakest links first: all their pairs would be too many. */
const MOST_IN_SET = 150

/**
 * Groups of records that are one: within each connected set, groups are joined as long as the mean weight of all pairs between
 * two of them, compared or not, is over the threshold (average linkage; Sokal and Michener 1958). So a chain a–b–c falls apart
 * where a and c contradict each other. `overOf` gives the weight over the threshold of any pair.
 */
export function clusterRecords(links: readonly Link[], overOf: (i: number, j: number) => number): number[][] {
  return connectedSets(links)
    .flatMap((set) => smallSets(set, 1))
    .flatMap(({ members }) => joinByAverage(members, overOf))
    .filter((group) => group.length > 1)
    .map((group) => group.sort((x, y) => x - y))
    .sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0))
}

interface LinkedSet {
  members: number[]
  links: readonly Link[]
}

/** Cuts links of rising weight until the sets are small; what falls into nothing at once is taken in parts. */
function smallSets(set: LinkedSet, least: number): LinkedSet[] {
  if (set.members.length <= MOST_IN_SET) return [set]
  const strong = set.links.filter((link) => link.over >= least)
  if (strong.length === 0) return inParts(set)
  return connectedSets(strong).flatMap((part) => smallSets(part, least + 1))
}

function inParts({ members, links }: LinkedSet): LinkedSet[] {
  const parts: LinkedSet[] = []
  for (let at = 0; at < members.length; at += MOST_IN_SET) {
    parts.push({ members: members.slice(at, at + MOST_IN_SET), links })
  }
  return parts
}

function joinByAverage(members: readonly number[], overOf: (i: number, j: number) => number): number[][] {
  const groups: (number[] | null)[] = members.map((member) => [member])
  // Sums of weights between groups; their means decide.
  const sums = members.map((i) => Float64Array.from(members, (j) => (i === j ? 0 : bounded(overOf(i, j)))))
  for (;;) {
    const best = closest(groups, sums)
    if (!best) return groups.filter((group) => group !== null)
    const { x, y } = best
    groups[x] = [...(groups[x] ?? []), ...(groups[y] ?? [])]
    groups[y] = null
    for (let z = 0; z < members.length; z++) {
      const sum = (sums[x]?.[z] ?? 0) + (sums[y]?.[z] ?? 0)
      const [row, other] = [sums[x], sums[z]]
      if (row) row[z] = sum
      if (other) other[x] = sum
    }
  }
}

function closest(groups: readonly (number[] | null)[], sums: readonly Float64Array[]) {
  let best: { x: number; y: number } | null = null
  let most = 0
  for (let x = 0; x < groups.length; x++) {
    const sizeX = groups[x]?.length ?? 0
    if (sizeX === 0) continue
    for (let y = x + 1; y < groups.length; y++) {
      const sizeY = groups[y]?.length ?? 0
      if (sizeY === 0) continue
      const mean = (sums[x]?.[y] ?? 0) / (sizeX * sizeY)
      if (mean > most + 1e-9) {
        most = mean
        best = { x, y }
      }
    }
  }
  return best
}

const bounded = (over: number) => Math.max(-MOST, Math.min(MOST, over))
