import type { BlockingRule } from './choose-rules.ts'
import { chooseTraining } from './choose-training.ts'
import { estimateU } from './estimate-u.ts'
import type { Field } from './field.ts'
import { probabilityOf } from './find-lambda.ts'
import { type Fitted, fitRuns } from './fit-runs.ts'
import type { Patterns } from './level-patterns.ts'
import { priorM } from './prior-m.ts'
import { randomPatterns } from './random-patterns.ts'
import type { CompareRecords } from './record-comparer.ts'
import { trainingSample } from './training-sample.ts'

/** What was learned from the rows alone. */
export interface Model extends Fitted {
  u: Float64Array[]
  randomPairs: number
}

const LEAST_KNOWN = 200
/** u is counted again without the random pairs that the first model takes for matches. */
const ROUNDS = 2

/** Learns m, u and a first λ: u from random pairs, m from several blocked runs. `onRun` hears how far it is. */
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
  const samples = chosen.map((training, at) => {
    onRun(at + 1, chosen.length + 1)
    return trainingSample(training, fields, records, compare, random)
  })
  onRun(chosen.length + 1, chosen.length + 1)
  const prior = fields.map(priorM)
  const allPairs = (records * (records - 1)) / 2
  let u = estimateU(fields, drawn)
  let fitted = fitRuns(samples, fields, u, prior, allPairs)
  for (let round = 1; round < ROUNDS; round++) {
    u = estimateU(fields, drawn, matchShares(drawn, fitted, u))
    fitted = fitRuns(samples, fields, u, prior, allPairs)
  }
  silenceUnseen(fields, drawn, fitted, u)
  return { ...fitted, u, randomPairs: drawn.pairs }
}

/** A field that hardly any pair knows on both sides weighs nothing: nothing was learned of it. */
function silenceUnseen(fields: readonly Field[], drawn: Patterns, fitted: Fitted, u: readonly Float64Array[]): void {
  const least = Math.min(LEAST_KNOWN, drawn.pairs / 10)
  fields.forEach((_, at) => {
    if (pairsThatKnow(drawn, at, fields.length) >= least) return
    fitted.m[at] = u[at] ?? new Float64Array()
    fitted.fieldNotes[at] = ['hardly any pair has it on both sides where it would count: it has no weight']
  })
}

function pairsThatKnow({ levels, counts, size }: Patterns, at: number, width: number): number {
  let known = 0
  for (let row = 0; row < size; row++) if ((levels[row * width + at] ?? 0) > 0) known += counts[row] ?? 0
  return known
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
