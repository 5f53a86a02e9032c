import { seededRandom } from '#core/words/seeded-random.ts'
import { fitHabit } from './fit-habit.ts'
import type { Habit } from './habit.ts'
import type { Observed } from './log-likelihood.ts'
import type { Series } from './series.ts'
import type { Summary } from './summarise.ts'

export interface Habits {
  /** Of the whole shop; its `typical` is that of a category like any other. */
  whole: Habit
  /** Of each category; those of too few pairs have the shop's. */
  of: Habit[]
  /** Series that each rests on. */
  pairs: Int32Array
  logLikelihood: number
}

interface Options {
  /** With it k is not fitted: 1 is the model without regularity. */
  regularity?: number
  /** What was found of earlier purchases: begins there. */
  from?: Habits | undefined
  /** Series at most, in all and of each category: more would not move the parameters by what matters. */
  most?: { all: number; each: number }
}

const START: Habit = { regularity: 1.3, alike: 2, typical: 30, paceShare: 0.3, a: 0.5, b: 2 }
/** A category of fewer pairs has nothing to say of its own. */
const LEAST = 20

/**
 * Fits the whole shop first, then each category near it: a hierarchy in two levels by maximum a posteriori. Samples are
 * drawn by a seed, so equal data give equal parameters.
 */
export function fitHabits(
  categories: number,
  series: Series,
  summary: Summary,
  { regularity, from, most = { all: 4000, each: 400 } }: Options = {},
): Habits {
  const places = sampled(categories, series, summary, Math.max(most.each, Math.floor(most.all / categories)))
  const pairs = new Int32Array(categories)
  for (let s = 0; s < series.count; s++)
    if ((summary.gaps[s] as number) >= 0) (pairs[series.group[s] as number] as number)++
  const held = regularity === undefined ? {} : { regularity }
  const all = take(summary, thinned(places.flat(), most.all))
  const start = { ...START, typical: middleGap(all) }
  const { habit: whole, logLikelihood } = fitHabit(all, {
    near: start,
    wide: true,
    ...held,
    ...(from && { from: from.whole }),
  })
  if (categories === 1) return { whole, of: [whole], pairs, logLikelihood }
  const of = places.map((group, category) => {
    if (group.length < LEAST) return whole
    const observed = take(summary, group)
    return fitHabit(observed, {
      near: whole,
      mostEvaluations: from ? 40 : 100,
      ...held,
      ...(from && { from: from.of[category] as Habit }),
    }).habit
  })
  return { whole, of, pairs, logLikelihood }
}

function sampled(categories: number, series: Series, summary: Summary, each: number): number[][] {
  const random = seededRandom(4711)
  const places: number[][] = Array.from({ length: categories }, () => [])
  const seen = new Int32Array(categories)
  for (let s = 0; s < series.count; s++) {
    if ((summary.gaps[s] as number) < 0) continue
    const group = series.group[s] as number
    const place = places[group] as number[]
    const count = ++(seen[group] as number)
    // Algorithm R of Vitter 1985: each series of a category is as likely as any other to stay.
    if (place.length < each) place.push(s)
    else {
      const at = Math.floor(random() * count)
      if (at < each) place[at] = s
    }
  }
  return places
}

function thinned(places: readonly number[], most: number): readonly number[] {
  if (places.length <= most) return places
  const step = places.length / most
  return Array.from({ length: most }, (_, at) => places[Math.floor(at * step)] as number)
}

function take(summary: Summary, places: readonly number[]): Observed {
  const of = (from: ArrayLike<number>) => Float64Array.from(places, (place) => from[place] as number)
  return {
    gaps: of(summary.gaps),
    sum: of(summary.sum),
    sumOfLogs: of(summary.sumOfLogs),
    wait: of(summary.wait),
    quiet: of(summary.quiet),
    active: of(summary.active),
    pace: of(summary.pace),
  }
}

function middleGap({ gaps, sum, wait }: Observed): number {
  const means: number[] = []
  for (let s = 0; s < gaps.length; s++)
    if ((gaps[s] as number) > 0) means.push((sum[s] as number) / (gaps[s] as number))
  if (means.length === 0) for (let s = 0; s < wait.length; s++) means.push(Math.max(1, wait[s] as number))
  means.sort((one, other) => one - other)
  return means[means.length >> 1] ?? 30
}
