import { type RuleBlocks, ruleBlocks, visitPairs } from './block-pairs.ts'
import type { BlockingRule } from './choose-rules.ts'
import { chooseTraining, type Training } from './choose-training.ts'
import { type EmRun, emRun, withPrior } from './em-run.ts'
import { estimateU } from './estimate-u.ts'
import type { Field } from './field.ts'
import { probabilityOf } from './find-lambda.ts'
import { type Patterns, patternCounter } from './level-patterns.ts'
import { priorM } from './prior-m.ts'
import { randomPatterns } from './random-patterns.ts'
import type { CompareRecords } from './record-comparer.ts'
import type { TrainingRun } from './table.ts'

/** What was learned from the rows alone. */
export interface Model {
  m: Float64Array[]
  u: Float64Array[]
  /** A first share of matches among all pairs, from the runs; scoring refines it. */
  lambda: number
  randomPairs: number
  runs: TrainingRun[]
  iterations: number
  logLikelihood: number
  notes: string[]
  fieldNotes: string[][]
}

const MOST_PAIRS = 150_000
const LEAST_MATCHES = 15
const MOST_DIFFERENT = 0.5
/** u is counted again without the random pairs that the first model takes for matches. */
const ROUNDS = 2

interface Sample extends Training {
  patterns: Patterns
}

/** Learns m, u and λ: u from random pairs, m from several blocked runs. `onRun` hears how far it is. */
export function trainModel(
  fields: readonly Field[],
  rules: readonly BlockingRule[],
  records: number,
  compare: CompareRecords,
  random: () => number,
  onRun: (done: number, total: number) => void,
): Model {
  const chosen = chooseTraining(rules, fields)
  onRun(0, chosen.length + 1)
  const drawn = randomPatterns(fields, records, compare, random)
  onRun(1, chosen.length + 1)
  const samples = chosen.map((training, at) => {
    const patterns = trainingPatterns(training, fields, records, compare, random)
    onRun(at + 2, chosen.length + 1)
    return { ...training, patterns }
  })
  const prior = fields.map(priorM)
  const allPairs = (records * (records - 1)) / 2
  let u = estimateU(fields, drawn)
  let fitted = fit(samples, fields, u, prior, allPairs)
  for (let round = 1; round < ROUNDS; round++) {
    u = estimateU(fields, drawn, matchShares(drawn, fitted, u))
    fitted = fit(samples, fields, u, prior, allPairs)
  }
  return { ...fitted, u, randomPairs: drawn.pairs }
}

function trainingPatterns(
  { rule }: Training,
  fields: readonly Field[],
  records: number,
  compare: CompareRecords,
  random: () => number,
): Patterns {
  const blocks: RuleBlocks[] = [ruleBlocks(rule, fields, records)]
  const share = Math.min(1, MOST_PAIRS / Math.max(1, rule.expected))
  const counter = patternCounter(fields)
  const levels = new Uint8Array(fields.length)
  visitPairs(blocks, 0, (i, j) => {
    if (share < 1 && random() >= share) return
    compare(i, j, levels)
    counter.add(levels)
  })
  return counter.take()
}

type Fitted = Omit<Model, 'u' | 'randomPairs'>

function fit(
  samples: readonly Sample[],
  fields: readonly Field[],
  u: readonly Float64Array[],
  prior: readonly Float64Array[],
  allPairs: number,
): Fitted {
  const ran = samples.map((sample) => {
    const em = emRun(sample.patterns, sample.free, u, prior)
    return { sample, em, leftOut: faultOf(em, sample) }
  })
  const good = ran.filter(({ leftOut }) => leftOut === null)
  const notes = good.length > 0 ? [] : ['no training run could be used: m is what it usually is, not learned']
  const fieldNotes: string[][] = fields.map(() => [])
  const m = fields.map((field, at) => {
    const sums = new Float64Array(field.comparison.levels.length)
    let told = 0
    for (const { em } of good) {
      const expected = em.expected[at]
      if (!expected) continue
      told++
      expected.forEach((count, level) => {
        sums[level] = (sums[level] ?? 0) + count
      })
    }
    if (told === 0 && good.length > 0) fieldNotes[at]?.push('no run left this field out: m is what it usually is')
    return withPrior(sums, prior[at] ?? sums)
  })
  return {
    m,
    lambda: lambdaOf(good, m, fields, allPairs),
    runs: ran.map(({ sample, em, leftOut }) => ({
      rule: sample.rule.name,
      pairs: sample.patterns.pairs,
      lambda: em.lambda,
      iterations: em.iterations,
      leftOut,
    })),
    iterations: good.reduce((sum, { em }) => sum + em.iterations, 0),
    logLikelihood: good.reduce((sum, { em }) => sum + em.logLikelihood, 0),
    notes,
    fieldNotes,
  }
}

/** Why a run's class of matches is none, or null: EM finds two classes in any pairs, and they need not be these two. */
function faultOf({ lambda, m }: EmRun, { patterns }: Sample): string | null {
  if (lambda * patterns.pairs < LEAST_MATCHES) return `only ${(lambda * patterns.pairs).toFixed(1)} matches among its pairs`
  const different = m.flatMap((values) => (values ? (values.at(-1) ?? 0) : []))
  const mean = different.reduce((sum, value) => sum + value, 0) / Math.max(1, different.length)
  if (mean > MOST_DIFFERENT) return 'the pairs it took for matches differ in most fields'
  return null
}

/** Matches that a run found, over the chance that a match agrees in its rule, over all pairs: the median of the runs. */
function lambdaOf(
  good: readonly { sample: Sample; em: EmRun }[],
  m: readonly Float64Array[],
  fields: readonly Field[],
  allPairs: number,
): number {
  const found = good
    .map(({ sample, em }) => {
      const asked = new Set(sample.rule.keys.flatMap((key) => key.fields))
      let reach = 1
      for (const at of asked) reach *= (m[at]?.[0] ?? 1) * ((fields[at]?.known ?? 0) / (fields[at]?.codes.length ?? 1))
      const share = sample.patterns.pairs / Math.max(1, sample.rule.expected)
      return (em.lambda * sample.patterns.pairs) / Math.min(1, share) / Math.max(0.05, reach)
    })
    .sort((a, b) => a - b)
  const matches = found[found.length >> 1] ?? 1
  return Math.min(0.5, Math.max(1, matches) / allPairs)
}

function matchShares(drawn: Patterns, { m, lambda }: Fitted, u: readonly Float64Array[]): Float64Array {
  const width = u.length
  return Float64Array.from({ length: drawn.size }, (_, row) => {
    let weight = 0
    for (let at = 0; at < width; at++) {
      const level = (drawn.levels[row * width + at] ?? 0) - 1
      if (level >= 0) weight += Math.log2((m[at]?.[level] ?? 1) / (u[at]?.[level] ?? 1))
    }
    return probabilityOf(weight, lambda)
  })
}
