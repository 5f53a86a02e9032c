import { combinedM, type Ran } from './combined-m.ts'
import type { Field } from './field.ts'

/** How many times more or fewer matches a run may speak of than the median of all. */
const FARTHEST = 3

/**
 * Every run guesses the matches of the whole table: what it found, over the chance that a match agrees in its rule. One that
 * guesses far from the others has taken another class for matches (people of one country, of one firm) and is left out.
 */
export function leaveOutliers(
  ran: readonly Ran[],
  fields: readonly Field[],
  prior: readonly Float64Array[],
): { ran: Ran[]; matches: number } {
  const good = ran.filter(({ leftOut }) => leftOut === null)
  const m = combinedM(good, prior)
  const guesses = good.map((one) => guessOf(one, fields, m)).sort((a, b) => a - b)
  const median = guesses[(guesses.length - 1) >> 1] ?? 1
  const checked = ran.map((one): Ran => {
    const ratio = guessOf(one, fields, m) / median
    const isFar = ratio > FARTHEST || ratio < 1 / FARTHEST
    return one.leftOut === null && isFar
      ? { ...one, leftOut: `it speaks of ${ratio.toFixed(2)} times as many matches as the other runs` }
      : one
  })
  return { ran: checked, matches: median }
}

function guessOf({ sample, em }: Ran, fields: readonly Field[], m: readonly Float64Array[]): number {
  const asked = new Set(sample.rule.keys.flatMap((key) => key.fields))
  let reach = 1
  for (const at of asked) reach *= (m[at]?.[0] ?? 1) * ((fields[at]?.known ?? 0) / (fields[at]?.codes.length ?? 1))
  return (em.lambda * sample.patterns.pairs) / sample.share / Math.max(0.05, reach)
}
