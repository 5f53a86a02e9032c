import type { LookedBack } from './look-back.ts'

/** Errors that all series share, as a share of what was expected: of a step ahead, and of a sum of steps. */
export interface WholeError {
  step: number
  sum: number
}

export const noWholeError: WholeError = { step: 0, sum: 0 }

/** What a model states, with what all series err alike. */
export const withWhole = (deviation: number, mean: number, share: number): number =>
  share > 0 ? Math.sqrt(deviation * deviation + share * share * mean * mean) : deviation

/**
 * How far off the whole was, and with it all its parts alike: growth, the year's course, a feast that moves. No model's own
 * variance knows these, and they average out neither over goods nor over weeks, so a sum of many series is told far too surely
 * without them. By moments: what squared errors have above the models' variance, as a share of the squared expectation, over
 * all entries `until` a step: those of one series are too few for one of each step ahead.
 */
export function wholeError(back: LookedBack, until: number): WholeError {
  const share = (came: Float64Array, means: Float64Array, deviations: Float64Array) => {
    let [excess, count] = [0, 0]
    for (const [at, step] of back.steps.entries()) {
      const [mean, deviation] = [means[at] as number, deviations[at] as number]
      if ((back.origins[at] as number) + step >= until || !(mean > 0)) continue
      excess += (((came[at] as number) - mean) ** 2 - deviation ** 2) / mean ** 2
      count++
    }
    return Math.sqrt(Math.max(excess, 0) / Math.max(count, 1))
  }
  return {
    step: share(back.values, back.means, back.deviations),
    sum: share(back.sums, back.sumMeans, back.sumDeviations),
  }
}
