import type { BlockingKey } from './blocking-keys.ts'
import { blocksOf, MOST_IN_BLOCK } from './blocks.ts'
import { NEIGHBOURS } from './visit-pairs.ts'

/** Keys that all must agree, and about how many pairs that gives. */
export interface BlockingRule {
  name: string
  keys: readonly BlockingKey[]
  expected: number
}

const SAMPLE = 20_000
/** Pairs per record that one rule, and all together, may give: time grows with records, not with their square. */
const MOST_PER_RULE = 10
const MOST_IN_ALL = 60
const MOST_RULES = 36
const MOST_USES = 10
/** Large blocks are compared in part only; a rule that mostly makes such is no rule. */
const MOST_IN_LARGE = 0.2

/**
 * A union of rules chosen by how few pairs they give, whatever the columns are: single keys first, then two, then three
 * together, none that an earlier one contains. Many rules of few pairs reach a match with errors in some of its fields.
 */
export function chooseRules(keys: readonly BlockingKey[], records: number): BlockingRule[] {
  const stride = Math.max(1, Math.floor(records / SAMPLE))
  const ruleOf = (chosen: readonly BlockingKey[]): BlockingRule => ({
    name: chosen.map((key) => key.name).join(' + '),
    keys: chosen,
    expected: expectedPairs(blocksOf(chosen, records, stride).sizes, stride),
  })
  const rules: BlockingRule[] = []
  const uses = new Map<BlockingKey, number>()
  let total = 0
  const take = (candidates: readonly (readonly BlockingKey[])[]) => {
    const counted = candidates
      .filter((chosen) => !rules.some((rule) => contains(chosen, rule.keys)))
      .map(ruleOf)
      .filter((rule) => rule.expected <= MOST_PER_RULE * records)
      .sort((a, b) => a.expected - b.expected || (a.name < b.name ? -1 : 1))
    for (const rule of counted) {
      if (rules.length >= MOST_RULES || total + rule.expected > MOST_IN_ALL * records) return
      if (rules.some((other) => contains(rule.keys, other.keys))) continue
      if (rule.keys.some((key) => (uses.get(key) ?? 0) >= MOST_USES)) continue
      for (const key of rule.keys) uses.set(key, (uses.get(key) ?? 0) + 1)
      total += rule.expected
      rules.push(rule)
    }
  }
  take(keys.map((key) => [key]))
  take(combinations(keys, 2))
  const whole = keys.filter((key) => key.isWhole)
  if (rules.length < MOST_RULES / 3) take(combinations(whole, 3))
  return rules
}

/** Pairs that blocks of the whole table give, from the sizes in a sample of every `stride`th record. */
function expectedPairs(sizes: readonly number[], stride: number): number {
  let pairs = 0
  let inLarge = 0
  let all = 0
  for (const size of sizes) {
    const isLarge = size * stride > MOST_IN_BLOCK
    pairs += isLarge ? size * stride * NEIGHBOURS : ((size * (size - 1)) / 2) * stride * stride
    all += size
    if (isLarge) inLarge += size
  }
  return inLarge > MOST_IN_LARGE * all ? Number.POSITIVE_INFINITY : pairs
}

/** Whether every pair that agrees in `keys` agrees in the keys of the other rule too. */
function contains(keys: readonly BlockingKey[], other: readonly BlockingKey[]): boolean {
  const known = new Set(keys.flatMap((key) => (key.isWhole && key.fields.length === 1 ? key.fields : [])))
  return other.every((wanted) => keys.includes(wanted) || wanted.fields.every((field) => known.has(field)))
}

/** Sets of keys of different fields. */
function combinations(keys: readonly BlockingKey[], size: number): BlockingKey[][] {
  if (size === 0) return [[]]
  return keys.flatMap((key, at) =>
    combinations(keys.slice(at + 1), size - 1)
      .filter((rest) => rest.every((other) => !other.fields.some((field) => key.fields.includes(field))))
      .map((rest) => [key, ...rest]),
  )
}
