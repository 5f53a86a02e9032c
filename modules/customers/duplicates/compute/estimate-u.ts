import type { Field } from './field.ts'
import type { Patterns } from './level-patterns.ts'

// Half a pair per level: what never happened among the drawn pairs is rare, not impossible.
const PSEUDO = 0.5

/**
 * u of every field and level: how often pairs that are not one agree so, counted among random pairs (Fellegi and Sunter
 * 1969, §3; u is never left free in EM, which would let it follow the blocks). `matchShare` is, per pattern, the chance that
 * the pair is a match all the same, which a table with many duplicates holds at random too; that part doesn't count.
 */
export function estimateU(fields: readonly Field[], random: Patterns, matchShare?: Float64Array): Float64Array[] {
  const width = fields.length
  return fields.map((field, at) => {
    const sums = new Float64Array(field.comparison.levels.length).fill(PSEUDO)
    let total = PSEUDO * sums.length
    for (let row = 0; row < random.size; row++) {
      const level = (random.levels[row * width + at] ?? 0) - 1
      if (level < 0) continue
      const count = (random.counts[row] ?? 0) * (1 - (matchShare?.[row] ?? 0))
      sums[level] = (sums[level] ?? 0) + count
      total += count
    }
    return sums.map((sum) => sum / total)
  })
}
