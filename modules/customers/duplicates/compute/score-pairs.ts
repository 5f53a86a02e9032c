import type { BlockingRule } from './choose-rules.ts'
import type { Field } from './field.ts'
import { findLambda, probabilityOf, weightCounts } from './find-lambda.ts'
import { growingPairs } from './growing-pairs.ts'
import type { CompareRecords } from './record-comparer.ts'
import { everythingBlock, MOST_FOR_ALL, type RuleBlocks, ruleBlocks } from './rule-blocks.ts'
import type { RulePairs } from './table.ts'
import { visitPairs } from './visit-pairs.ts'
import type { PairWeigher } from './weigh-pairs.ts'

/** Pairs in order of their records, without their reasons. */
export interface KeptPairs {
  a: Int32Array
  b: Int32Array
  weights: Float64Array
  lambda: number
  compared: number
  rules: RulePairs[]
}

// What could be a match at a λ a thousand times the first guess is kept until λ is known.
const SLACK_BITS = 10

/** What agrees in nothing is no match, however low the threshold. */
export const LEAST_WEIGHT = 1e-9

export interface LambdaAndReach {
  /** λ, or a first guess of it. */
  start: number
  isFixed?: boolean
  /** In tables up to here every pair is compared. */
  allUpTo?: number
}

/** A table ready to be compared. */
export interface Comparing {
  fields: readonly Field[]
  records: number
  compare: CompareRecords
  weigher: PairWeigher
}

/** Compares all pairs that the rules bring together and keeps those from a probability on. Memory holds the kept pairs only. */
export function scorePairs(
  { fields, records, compare, weigher }: Comparing,
  rules: readonly BlockingRule[],
  { start, isFixed = false, allUpTo = MOST_FOR_ALL }: LambdaAndReach,
  threshold: number,
  onRule: (done: number, total: number) => void = () => {},
): KeptPairs {
  const isSmall = records <= allUpTo
  const blocks: RuleBlocks[] = isSmall ? [everythingBlock(records)] : []
  const total = isSmall ? 1 : rules.length
  const kept = growingPairs()
  const histogram = weightCounts()
  const levels = new Uint8Array(fields.length)
  const parts = new Float64Array(fields.length)
  const bar = Math.max(LEAST_WEIGHT, weightOf(threshold, start) - SLACK_BITS)
  const given: RulePairs[] = []
  let compared = 0
  for (let at = 0; at < total; at++) {
    onRule(at, total)
    const rule = rules[at]
    if (blocks.length === at && rule) blocks.push(ruleBlocks(rule, fields, records))
    const before = compared
    visitPairs(blocks, at, (i, j) => {
      compared++
      compare(i, j, levels)
      const weight = weigher.weigh(i, j, levels, parts)
      histogram.add(weight)
      if (weight >= bar) kept.add(i, j, weight)
    })
    given.push({ rule: blocks[at]?.name ?? '', pairs: compared - before, largeBlocks: blocks[at]?.large.length ?? 0 })
  }
  onRule(total, total)
  const lambda = isFixed ? start : findLambda(histogram.counts, (records * (records - 1)) / 2, start)
  const pairs = kept.sorted((weight) => probabilityOf(weight, lambda) >= threshold)
  return { ...pairs, lambda, compared, rules: given }
}

/** The weight that has this probability. */
export const weightOf = (probability: number, lambda: number): number =>
  Math.log2(probability / (1 - probability)) - Math.log2(lambda / (1 - lambda))
