import type { RuleBlocks } from './rule-blocks.ts'

/** In a large block, each record is compared with this many after it. */
export const NEIGHBOURS = 10

/** Pairs of one rule, without those that an earlier rule gave; the lower record first. */
export function visitPairs(rules: readonly RuleBlocks[], at: number, visit: (i: number, j: number) => void): void {
  const rule = rules[at]
  if (!rule) return
  const before = rules.slice(0, at).map(({ ids }) => ids)
  const isNew = (i: number, j: number) => {
    for (const ids of before) if (ids[i] === ids[j] && (ids[i] ?? -1) >= 0) return false
    return true
  }
  const visitRange = (order: Int32Array, start: number, end: number, reach: number) => {
    for (let x = start; x < end; x++) {
      const i = order[x] ?? 0
      const stop = Math.min(end, x + 1 + reach)
      for (let y = x + 1; y < stop; y++) {
        const j = order[y] ?? 0
        if (isNew(i, j)) visit(Math.min(i, j), Math.max(i, j))
      }
    }
  }
  for (let block = 0; block + 1 < rule.starts.length; block++) {
    const start = rule.starts[block] ?? 0
    const end = rule.starts[block + 1] ?? 0
    const isLarge = (rule.ids[rule.order[start] ?? 0] ?? -1) < 0
    if (!isLarge) visitRange(rule.order, start, end, end - start)
  }
  for (const members of rule.large) visitRange(members, 0, members.length, NEIGHBOURS)
}
