import { type EmRun, withPrior } from './em-run.ts'
import type { TrainingSample } from './training-sample.ts'

/** A training run that has been through EM; `leftOut` says why it doesn't count. */
export interface Ran {
  sample: TrainingSample
  em: EmRun
  leftOut: string | null
}

/** m over all runs: what each expects, added up. */
export function combinedM(good: readonly Ran[], prior: readonly Float64Array[]): Float64Array[] {
  return prior.map((values, at) => {
    const sums = new Float64Array(values.length)
    for (const { em } of good) {
      em.expected[at]?.forEach((count, level) => {
        sums[level] = (sums[level] ?? 0) + count
      })
    }
    return withPrior(sums, values)
  })
}
