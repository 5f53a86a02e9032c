import { AHEAD, expectedDays } from './expected-days.ts'
import type { Learned, View } from './learn-needs.ts'
import { viewAt } from './learn-needs.ts'
import type { Series } from './series.ts'

export interface Calibration {
  /** Of each category: what expected purchases are multiplied by. */
  factor: Float64Array
  /** Of that, what the same time of last year brought beside the time before it; 1 without so much past. */
  season: Float64Array
  /** Of all together: factor and season, by what is expected of each. */
  level: { factor: number; season: number }
}

/** As many purchases as a category's factor is drawn to the shop's by. */
const WEIGHT = 12
const SEASON_WEIGHT = 25
const YEAR = 365

interface Window {
  expected: Float64Array
  came: Float64Array
}

/**
 * Calibrates by what was learned: how many purchases came beside those expected, in the two months before a day; and whether the
 * same month of last year stood out from the two before it. Ratios of few purchases are drawn to the whole shop's, and that to 1.
 * Days a month or a year apart look at the same months: each is counted once.
 */
export function calibrator(series: Series, learned: Learned): (at: number) => Calibration {
  const counted = new Map<number, Window>()
  const count = (cut: number): Window => {
    const window = counted.get(cut) ?? compare(series, viewAt(series, cut, learned), learned)
    counted.set(cut, window)
    return window
  }
  const first = earliest(series)
  return (at) => calibrate(learned.categories, at, first <= at - YEAR - 4 * AHEAD, count)
}

function calibrate(categories: number, at: number, hasYear: boolean, count: (cut: number) => Window): Calibration {
  const windows = [at - 2 * AHEAD, at - AHEAD].map(count)
  const recent = ratios(windows, WEIGHT)
  const season = new Float64Array(categories).fill(1)
  if (hasYear) {
    const then = ratios([count(at - YEAR)], SEASON_WEIGHT)
    const before = ratios([count(at - YEAR - 2 * AHEAD), count(at - YEAR - AHEAD)], SEASON_WEIGHT)
    for (let c = 0; c < season.length; c++)
      season[c] = within((then.of[c] as number) / (before.of[c] as number), 0.4, 2.5)
  }
  const factor = recent.of.map((ratio, c) => within(ratio * (season[c] as number), 0.2, 4))
  const expected = windows[1]?.expected ?? new Float64Array(season.length)
  return { factor, season, level: { factor: meanBy(expected, factor), season: meanBy(expected, season) } }
}

function meanBy(weight: Float64Array, of: Float64Array): number {
  const all = weight.reduce((sum, one) => sum + one, 0)
  return all > 0 ? weight.reduce((sum, one, c) => sum + one * (of[c] as number), 0) / all : 1
}

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value))

function earliest(series: Series): number {
  let day = Number.POSITIVE_INFINITY
  for (const one of series.days) if (one < day) day = one
  return day
}

/** Purchases expected and seen in the 30 days after the view's cut, by category. */
export function compare(series: Series, { cut, summary, predict }: View, { categories, habits }: Learned): Window {
  const window = { expected: new Float64Array(categories), came: new Float64Array(categories) }
  const days = new Float64Array(AHEAD)
  for (let s = 0; s < series.count; s++) {
    const gaps = summary.gaps[s] as number
    if (gaps < 0) continue
    const group = series.group[s] as number
    const end = summary.end[s] as number
    const { a, b } = habits.of[group] as Learned['habits']['whole']
    expectedDays(predict(s), cut - (series.days[end - 1] as number), a / (a + b + gaps + 1), days)
    for (const day of days) (window.expected[group] as number) += day
    for (let p = end; p < (series.starts[s + 1] as number) && (series.days[p] as number) <= cut + AHEAD; p++)
      (window.came[group] as number)++
  }
  return window
}

function ratios(windows: readonly Window[], weight: number): { whole: number; of: Float64Array } {
  const sum = (of: 'expected' | 'came', c: number) =>
    windows.reduce((all, window) => all + (window[of][c] as number), 0)
  const categories = windows[0]?.expected.length ?? 0
  let [expected, came] = [weight, weight]
  for (let c = 0; c < categories; c++) {
    expected += sum('expected', c)
    came += sum('came', c)
  }
  const whole = came / expected
  const of = Float64Array.from(
    { length: categories },
    (_, c) => (sum('came', c) + weight * whole) / (sum('expected', c) + weight),
  )
  return { whole, of }
}
