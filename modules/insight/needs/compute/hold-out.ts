import type { NextPurchase } from './predict-series.ts'
import type { Series } from './series.ts'
import type { Summary } from './summarise.ts'

export const METHODS = ['model', 'customer', 'category'] as const
/** `customer`, `category`: last purchase plus the mean interval of the customer (with one purchase: of the category), or of the category. */
export type Method = (typeof METHODS)[number]
type Each = Record<Method, number>

/** A mean interval whose day has passed says nothing of the days to come: it counts as tomorrow, or as not coming. */
export const PASSED = ['tomorrow', 'never'] as const
export type Passed = (typeof PASSED)[number]

/** How well purchases after a day were told from what came before it. Sums, so that categories add up; see `scoreOf`. */
export interface HoldOut {
  /** Pairs known at the cut; of them those that bought again within the window. */
  pairs: number
  came: number
  /**
   * Sum over all pairs of |min(told, window) − min(true, window)|, in days: who did not come within the window counts as coming
   * at its end, for all methods alike. The model tells the day by which it is likelier than not, which may be none. Base lines: by what a day that has passed counts as.
   */
  error: Record<Passed, Each>
  /** Per pair by how many days the model's error was greater: sum and sum of squares. */
  behind: Record<Passed, Record<Method, [sum: number, squares: number]>>
  /** Sum over those who came within the window of |shown − true|: the day that is shown; of a base line, a day that has passed counts as tomorrow. */
  cameError: Each
  /** Within 30 days: sum of squared errors of the probability, and per tenth of it [pairs, told, came]. */
  squared: Each
  tenths: Record<Method, [pairs: number, told: number, came: number][]>
  /** Of those who came and whose 80 % interval ends inside the window: how many should have come within it, given that they came, and how many did. */
  inside: Record<Method, [told: number, came: number]>
}

export const WINDOW = 60
const HORIZON = 30

export interface Judged {
  series: Series
  summary: Summary
  cut: number
  window?: number
  /** Pairs of fewer purchases are not judged. */
  least?: number
  /** What the rate of a series is multiplied by, as probabilities are shown; 1 unless given. */
  factor?(s: number): number
  /** The model's word on a series. */
  predict(s: number): NextPurchase
}

/**
 * Scores what was told at the end of day `cut` of each pair known by then, by its next purchase up to `window` days later;
 * one entry a category. The base lines get what they don't bring: an exponential distribution of their mean around them, for
 * probability and interval, from the cut on (it has no memory); a day that has passed becomes the day after the cut.
 */
export function holdOut(
  categories: number,
  { series, summary, cut, window = WINDOW, least = 1, factor = () => 1, predict }: Judged,
): HoldOut[] {
  const scores = Array.from({ length: categories }, emptyScore)
  const means = meanGaps(categories, series, summary)
  for (let s = 0; s < series.count; s++) {
    const gaps = summary.gaps[s] as number
    if (gaps < least - 1 || gaps < 0) continue
    const end = summary.end[s] as number
    const last = series.days[end - 1] as number
    const came = end < (series.starts[s + 1] as number) ? (series.days[end] as number) - cut : Number.POSITIVE_INFINITY
    const ofCategory = means[series.group[s] as number] as number
    const ofCustomer = gaps > 0 ? (last - (series.days[series.starts[s] as number] as number)) / gaps : ofCategory
    const score = scores[series.group[s] as number] as HoldOut
    score.pairs++
    if (came <= window) score.came++
    const own = judge(score, 'model', told(predict(s), { waited: cut - last, factor: factor(s) }, window), came, window)
    for (const [method, mean] of [
      ['customer', ofCustomer],
      ['category', ofCategory],
    ] as const) {
      const base = judge(score, method, toldByMean(mean, cut - last, window), came, window)
      for (const passed of PASSED) {
        const behind = own[passed] - base[passed]
        score.behind[passed][method][0] += behind
        score.behind[passed][method][1] += behind ** 2
      }
    }
  }
  return scores
}

const each = (): Each => ({ model: 0, customer: 0, category: 0 })

export const emptyScore = (): HoldOut => ({
  pairs: 0,
  came: 0,
  error: { tomorrow: each(), never: each() },
  behind: {
    tomorrow: { model: [0, 0], customer: [0, 0], category: [0, 0] },
    never: { model: [0, 0], customer: [0, 0], category: [0, 0] },
  },
  cameError: each(),
  squared: each(),
  tenths: { model: tenths(), customer: tenths(), category: tenths() },
  inside: { model: [0, 0], customer: [0, 0], category: [0, 0] },
})

const tenths = () => Array.from({ length: 10 }, (): [number, number, number] => [0, 0, 0])

/** Mean complete gap of each category up to the cut, in days; where it has none, of all. */
export function meanGaps(categories: number, series: Series, { end, gaps }: Summary): Float64Array {
  const [days, count] = [new Float64Array(categories), new Float64Array(categories)]
  let [allDays, all] = [0, 0]
  for (let s = 0; s < series.count; s++) {
    if ((gaps[s] as number) < 1) continue
    const span = (series.days[(end[s] as number) - 1] as number) - (series.days[series.starts[s] as number] as number)
    ;(days[series.group[s] as number] as number) += span
    ;(count[series.group[s] as number] as number) += gaps[s] as number
    allDays += span
    all += gaps[s] as number
  }
  return days.map((sum, group) =>
    (count[group] as number) > 0 ? sum / (count[group] as number) : allDays / Math.max(1, all),
  )
}

/** From the cut on, in days. */
interface Told {
  /** Likelier than not bought by then; infinite: not. */
  by: Record<Passed, number>
  /** The day that is shown. */
  next: number
  low: number
  high: number
  within30: number
  /** That it falls between low and high, if within the window at all. */
  between: number
}

function told(model: NextPurchase, { waited, factor }: { waited: number; factor: number }, window: number): Told {
  const soFar = model.logLonger(waited)
  const within = (days: number) => 1 - (1 + model.stays * Math.expm1(model.logLonger(waited + days) - soFar)) ** factor
  const reaches = (share: number) => {
    let [low, high] = [0, window]
    while (high - low > 0.25) {
      const middle = (low + high) / 2
      if (within(middle) > share) high = middle
      else low = middle
    }
    return high
  }
  const by = within(window) > 0.5 ? reaches(0.5) : Number.POSITIVE_INFINITY
  const days = model.days()
  const [low, high] = [Math.max(1, Math.round(days.low - waited)), Math.max(1, Math.round(days.high - waited))]
  return {
    by: { tomorrow: by, never: by },
    next: Math.max(1, days.next - waited),
    low,
    high,
    within30: within(HORIZON),
    between: shareOf(within, low, high, window),
  }
}

const shareOf = (within: (days: number) => number, low: number, high: number, window: number) =>
  Math.min(1, (within(high + 0.5) - within(low - 0.5)) / Math.max(1e-9, within(window)))

function toldByMean(mean: number, waited: number, window: number): Told {
  const day = Math.max(1, mean - waited)
  const [low, high] = [Math.max(1, Math.round(-mean * Math.log(0.9))), Math.max(1, Math.round(-mean * Math.log(0.1)))]
  const within = (days: number) => -Math.expm1(-days / Math.max(mean, 0.5))
  return {
    by: { tomorrow: day, never: mean > waited ? day : Number.POSITIVE_INFINITY },
    next: day,
    low,
    high,
    within30: within(HORIZON),
    between: shareOf(within, low, high, window),
  }
}

/** Adds what a method told of a pair; gives its error in days, by what a day that has passed counts as. */
function judge(
  score: HoldOut,
  method: Method,
  { by, next, low, high, within30, between }: Told,
  came: number,
  window: number,
): Record<Passed, number> {
  const missed = (day: number) => Math.abs(Math.min(day, window) - Math.min(came, window))
  const error = { tomorrow: missed(by.tomorrow), never: missed(by.never) }
  for (const passed of PASSED) score.error[passed][method] += error[passed]
  if (came <= window) score.cameError[method] += Math.abs(next - came)
  const isIn = came <= HORIZON ? 1 : 0
  score.squared[method] += (within30 - isIn) ** 2
  const tenth = score.tenths[method][Math.min(9, Math.floor(within30 * 10))] as [number, number, number]
  tenth[0]++
  tenth[1] += within30
  tenth[2] += isIn
  if (came <= window && high <= window) {
    score.inside[method][0] += between
    if (came >= low && came <= high) score.inside[method][1]++
  }
  return error
}
