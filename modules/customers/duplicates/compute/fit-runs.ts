import { combinedM, type Ran } from './combined-m.ts'
import { type EmRun, emRun } from './em-run.ts'
import type { Field } from './field.ts'
import { leaveOutliers } from './leave-outliers.ts'
import type { TrainingRun } from './table.ts'
import type { TrainingSample } from './training-sample.ts'

/** m and λ of all runs together. */
export interface Fitted {
  m: Float64Array[]
  /** Share of matches among all pairs of the table. */
  lambda: number
  runs: TrainingRun[]
  iterations: number
  logLikelihood: number
  notes: string[]
  fieldNotes: string[][]
}

const LEAST_MATCHES = 15
const MOST_DIFFERENT = 0.5

/** Runs EM on every sample with u held fast, leaves out runs that went wrong, and combines what the others learned. */
export function fitRuns(
  samples: readonly TrainingSample[],
  fields: readonly Field[],
  u: readonly Float64Array[],
  prior: readonly Float64Array[],
  allPairs: number,
): Fitted {
  const first = samples.map((sample): Ran => {
    const em = emRun(sample.patterns, sample.free, u, prior)
    return { sample, em, leftOut: faultOf(em, sample) }
  })
  const { ran, matches } = leaveOutliers(first, fields, prior)
  const good = ran.filter(({ leftOut }) => leftOut === null)
  const fieldNotes = fields.map((_, at) =>
    good.length > 0 && good.every(({ em }) => em.expected[at] === null)
      ? ['no run left this field out: m is what it usually is']
      : [],
  )
  return {
    m: combinedM(good, prior),
    lambda: Math.min(0.5, Math.max(1, matches) / allPairs),
    runs: ran.map(({ sample, em, leftOut }) => ({
      rule: sample.rule.name,
      pairs: sample.patterns.pairs,
      lambda: em.lambda,
      iterations: em.iterations,
      leftOut,
    })),
    iterations: good.reduce((sum, { em }) => sum + em.iterations, 0),
    logLikelihood: good.reduce((sum, { em }) => sum + em.logLikelihood, 0),
    notes: good.length > 0 ? [] : ['no training run could be used: m is what it usually is, not learned'],
    fieldNotes,
  }
}

/** Why a run's class of matches is none, or null: EM finds two classes in any pairs, and they need not be these two. */
function faultOf({ lambda, m }: EmRun, { patterns }: TrainingSample): string | null {
  const matches = lambda * patterns.pairs
  if (matches < LEAST_MATCHES) return `only ${matches.toFixed(1)} matches among its pairs`
  const different = m.flatMap((values) => (values ? (values.at(-1) ?? 0) : []))
  const mean = different.reduce((sum, value) => sum + value, 0) / Math.max(1, different.length)
  return mean > MOST_DIFFERENT ? 'the pairs it took for matches differ in most fields' : null
}
