import type { Training } from './choose-training.ts'
import type { Field } from './field.ts'
import { type Patterns, patternCounter } from './level-patterns.ts'
import type { CompareRecords } from './record-comparer.ts'
import { ruleBlocks } from './rule-blocks.ts'
import { visitPairs } from './visit-pairs.ts'

const MOST_PAIRS = 150_000

/** Pairs of one training run. */
export interface TrainingSample extends Training {
  patterns: Patterns
  /** Part of the rule's pairs that was drawn. */
  share: number
}

/** Compares the pairs of a training rule, of many a random part. */
export function trainingSample(
  training: Training,
  fields: readonly Field[],
  records: number,
  compare: CompareRecords,
  random: () => number,
): TrainingSample {
  const share = Math.min(1, MOST_PAIRS / Math.max(1, training.rule.expected))
  const counter = patternCounter(fields)
  const levels = new Uint8Array(fields.length)
  visitPairs([ruleBlocks(training.rule, fields, records)], 0, (i, j) => {
    if (share < 1 && random() >= share) return
    compare(i, j, levels)
    counter.add(levels)
  })
  return { ...training, patterns: counter.take(), share }
}
