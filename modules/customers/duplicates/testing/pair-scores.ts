/** How found pairs meet the true ones. */
export interface PairScores {
  truePairs: number
  found: number
  right: number
  precision: number
  recall: number
  f1: number
}

/** Precision, recall and F1 of pairs, each given once, against who each record is. */
export function pairScores(
  pairs: Iterable<readonly [string, string]>,
  entityOf: ReadonlyMap<string, string | number>,
): PairScores {
  let found = 0
  let right = 0
  for (const [a, b] of pairs) {
    found++
    if (entityOf.get(a) === entityOf.get(b)) right++
  }
  const sizes = new Map<string | number, number>()
  for (const entity of entityOf.values()) sizes.set(entity, (sizes.get(entity) ?? 0) + 1)
  let truePairs = 0
  for (const size of sizes.values()) truePairs += (size * (size - 1)) / 2
  const [precision, recall] = [found === 0 ? 1 : right / found, truePairs === 0 ? 1 : right / truePairs]
  return { truePairs, found, right, precision, recall, f1: (2 * right) / Math.max(1, found + truePairs) }
}

/** Every pair inside each cluster. */
export function* pairsOfClusters(clusters: readonly (readonly string[])[]): Generator<readonly [string, string]> {
  for (const members of clusters) {
    for (const [at, a] of members.entries()) for (const b of members.slice(at + 1)) yield [a, b]
  }
}
