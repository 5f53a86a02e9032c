import { everythingBlock, isSmall, type RuleBlocks, ruleBlocks, visitPairs } from './block-pairs.ts'
import type { BlockingRule } from './choose-rules.ts'
import type { Field } from './field.ts'
import { findLambda, probabilityOf, weightCounts } from './find-lambda.ts'
import type { CompareRecords } from './record-comparer.ts'
import type { RulePairs } from './table.ts'
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

/** Compares all pairs that the rules bring together and keeps those from a probability on. Memory holds the kept pairs only. */
export function scorePairs(
  fields: readonly Field[],
  rules: readonly BlockingRule[],
  records: number,
  compare: CompareRecords,
  weigher: PairWeigher,
  start: number,
  threshold: number,
  onRule: (done: number, total: number) => void,
): KeptPairs {
  const blocks: RuleBlocks[] = isSmall(records) ? [everythingBlock(records)] : []
  const total = isSmall(records) ? 1 : rules.length
  const kept = growingPairs()
  const histogram = weightCounts()
  const levels = new Uint8Array(fields.length)
  const parts = new Float64Array(fields.length)
  const bar = weightOf(threshold, start) - SLACK_BITS
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
  const lambda = findLambda(histogram.counts, (records * (records - 1)) / 2, start)
  const pairs = kept.sorted((weight) => probabilityOf(weight, lambda) >= threshold)
  return { ...pairs, lambda, compared, rules: given }
}

/** The weight that has this probability. */
export const weightOf = (probability: number, lambda: number): number =>
  Math.log2(probability / (1 - probability)) - Math.log2(lambda / (1 - lambda))

function growingPairs() {
  let a = new Int32Array(1024)
  let b = new Int32Array(1024)
  let weights = new Float64Array(1024)
  let size = 0
  const grow = <T extends Int32Array | Float64Array>(from: T, to: T): T => {
    to.set(from)
    return to
  }
  return {
    add(i: number, j: number, weight: number) {
      if (size === a.length) {
        a = grow(a, new Int32Array(size * 2))
        b = grow(b, new Int32Array(size * 2))
        weights = grow(weights, new Float64Array(size * 2))
      }
      a[size] = Math.min(i, j)
      b[size] = Math.max(i, j)
      weights[size++] = weight
    },
    sorted(isWanted: (weight: number) => boolean) {
      const at = (list: Int32Array | Float64Array, place: number) => list[place] ?? 0
      const places = Array.from({ length: size }, (_, place) => place)
        .filter((place) => isWanted(at(weights, place)))
        .sort((x, y) => at(a, x) - at(a, y) || at(b, x) - at(b, y))
        // Neighbours in two large blocks come twice.
        .filter((place, rank, all) => {
          const last = all[rank - 1]
          return last === undefined || at(a, last) !== at(a, place) || at(b, last) !== at(b, place)
        })
      return {
        a: Int32Array.from(places, (place) => at(a, place)),
        b: Int32Array.from(places, (place) => at(b, place)),
        weights: Float64Array.from(places, (place) => at(weights, place)),
      }
    },
  }
}
