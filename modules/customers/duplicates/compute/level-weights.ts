/** The most one field weighs, in bits: none decides alone, whatever a small sample says. */
export const MOST_BITS = 16
const LEAST_BITS = -9

/**
 * log₂(m/u) per level, bounded, and never rising from a closer level to a farther: neighbouring levels that break the order
 * are pooled (isotonic regression by pooling adjacent violators; Ayer and others 1955), because learned disorder is noise.
 */
export function levelWeights(m: Float64Array, u: Float64Array): Float64Array {
  const pools: { m: number; u: number; levels: number }[] = []
  m.forEach((value, level) => {
    pools.push({ m: value, u: u[level] ?? 1, levels: 1 })
    for (;;) {
      const last = pools.at(-1)
      const before = pools.at(-2)
      if (!last || !before || last.m / last.u <= before.m / before.u) break
      pools.splice(-2, 2, { m: last.m + before.m, u: last.u + before.u, levels: last.levels + before.levels })
    }
  })
  const weights = pools.flatMap(({ m: ofMatches, u: ofOthers, levels }) => {
    const weight = Math.min(MOST_BITS, Math.max(LEAST_BITS, Math.log2(ofMatches / ofOthers)))
    return Array.from({ length: levels }, () => weight)
  })
  return Float64Array.from(weights)
}
