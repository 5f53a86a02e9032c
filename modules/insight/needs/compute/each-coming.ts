import type { ShopHabit } from './company.ts'
import type { View } from './learn-needs.ts'
import { predictSeries } from './predict-series.ts'
import type { Series } from './series.ts'
import { waitingCurves } from './waiting-curve.ts'

/** One customer at the end of a view's day, of all they bought. */
export interface Coming {
  customer: number
  /** Days after the view's day until they bought anything again, as far as the series go; infinite: not. */
  came: number
  /** Last day on which they bought anything; gaps between such days, and their mean (NaN with one). */
  last: number
  gaps: number
  meanGap: number
  /** Cumulative hazards of a purchase within so many days: of anything, as the customer comes to the shop … */
  whole(days: number): number
  /** … and the sum over what they bought so far, as if each were bought on its own. */
  things(days: number): number
  /** That of one thing each; `thing` is the number of the category. */
  each(tell: (thing: number, hazard: (days: number) => number) => void): void
}

/** Beyond this hazards are of no use, and logarithms of nothing would be infinite. */
const MOST = 30

/**
 * Tells of each customer known at the view's day how soon they buy again of anything. `whole` comes from the days on which they
 * bought anything, by the habit of the shop (the same model as of a category); in a shop of one category both hazards are one.
 */
export function eachComing(series: Series, view: View, shop: ShopHabit | undefined, tell: (one: Coming) => void): void {
  const curves = shop && waitingCurves(shop.habit)
  for (let from = 0; from < series.count; ) {
    let to = from
    const days: number[] = []
    for (; to < series.count && series.customer[to] === series.customer[from]; to++)
      for (let p = series.starts[to] as number; p < (series.starts[to + 1] as number); p++)
        days.push(series.days[p] as number)
    const places = within(from, to).filter((s) => (view.summary.gaps[s] as number) >= 0)
    from = to
    if (places.length === 0) continue
    days.sort((one, other) => one - other)
    const { first, last, gaps, next } = seenOf(days, view.cut)
    const hazards = places.map((s) => hazardOf(view.predict(s), view.cut - lastOf(series, view, s)))
    const things = (ahead: number) => hazards.reduce((sum, hazard) => sum + hazard(ahead), 0)
    tell({
      customer: series.customer[to - 1] as number,
      came: next - view.cut,
      last,
      gaps,
      meanGap: gaps > 0 ? (last - first) / gaps : Number.NaN,
      things,
      whole:
        shop && curves
          ? hazardOf(predictSeries(shop.habit, curves, known(last - first, gaps, view.cut - last)), view.cut - last)
          : things,
      each: (to) => {
        for (const [at, s] of places.entries()) to(series.thing[s] as number, hazards[at] as (days: number) => number)
      },
    })
  }
}

const within = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at)

const lastOf = (series: Series, { summary }: View, s: number) => series.days[(summary.end[s] as number) - 1] as number

/** Days a customer bought on, ascending, some several times: those up to the cut, and the first after it. */
function seenOf(days: readonly number[], cut: number) {
  const seen = { first: days[0] as number, last: days[0] as number, gaps: 0, next: Number.POSITIVE_INFINITY }
  for (const day of days) {
    if (day > cut) return { ...seen, next: day }
    if (day > seen.last) seen.gaps++
    seen.last = day
  }
  return seen
}

const known = (sum: number, gaps: number, wait: number) => ({
  gaps,
  sum,
  wait,
  quiet: 0,
  active: 1,
  stretch: 1,
  pace: 0,
})

function hazardOf({ stays, logLonger }: ReturnType<typeof predictSeries>, waited: number): (days: number) => number {
  const soFar = logLonger(waited)
  return (days) => Math.min(MOST, -Math.log1p(stays * Math.expm1(logLonger(waited + days) - soFar)))
}
