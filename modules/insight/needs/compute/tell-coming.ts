import type { Calibration } from './calibrate.ts'
import { eachComing } from './each-coming.ts'
import { type ComingRule, hazardBy } from './fit-coming.ts'
import type { Learned, View } from './learn-needs.ts'
import { quantileDay } from './quantile-day.ts'
import type { Series } from './series.ts'

/** The next purchase of anything, of customers who will more likely than not make one within half a year. Days count from 1970-01-01. */
export interface ComingColumns {
  customer: Int32Array
  /** By this day they have bought with probability 1/2, by `low` with 1/10, by `high` with 9/10; `high` is −1 where that takes more than a year. */
  next: Int32Array
  low: Int32Array
  high: Int32Array
  /** Number of the category they likeliest buy by then. */
  first: Int32Array
  /** Of at least one purchase within 30 days. */
  within30: Float32Array
  /** Of everybody known, also of those who are told no day: see ComingSums. */
  sums: ComingSums
}

/** Customers expected to buy anything within each of `SPANS`: so many values for each set of units that serves them. */
export interface ComingSums {
  expected: Float64Array
  variance: Float64Array
}

/** Days within which who comes is counted. */
export const SPANS = [7, 14, 30] as const

/** Who has not bought by then with probability 1/2 is told no day. */
export const HALF_YEAR = 180
const LOG_HALF = -Math.log(0.5)

/** Tells each customer's next purchase of anything. */
export function tellComing(
  series: Series,
  view: View,
  { shop }: Learned,
  { rule, calibration, sets }: { rule: ComingRule; calibration: Calibration; sets: Int32Array },
): ComingColumns {
  const rows: number[][] = []
  const size = SPANS.length * (1 + sets.reduce((top, set) => Math.max(top, set), 0))
  const sums = { expected: new Float64Array(size), variance: new Float64Array(size) }
  eachComing(series, view, shop, (one) => {
    const hazard = hazardBy(rule, calibration.level.factor, one, view.cut)
    for (const [at, span] of SPANS.entries()) {
      const place = SPANS.length * (sets[one.customer] as number) + at
      const chance = -Math.expm1(-hazard(span))
      ;(sums.expected[place] as number) += chance
      ;(sums.variance[place] as number) += chance * (1 - chance)
    }
    if (hazard(HALF_YEAR) < LOG_HALF) return
    const [next, low, high] = [quantileDay(hazard, 0.5), quantileDay(hazard, 0.1), quantileDay(hazard, 0.9)]
    let [first, most] = [-1, -1]
    one.each((thing, of) => {
      const likely = of(next) * (calibration.factor[thing] as number)
      if (likely > most) [first, most] = [thing, likely]
    })
    const far = Number.isFinite(high) ? view.cut + high : -1
    rows.push([one.customer, view.cut + next, view.cut + low, far, first, -Math.expm1(-hazard(30))])
  })
  const column = (at: number) => Int32Array.from(rows, (row) => row[at] as number)
  return {
    customer: column(0),
    next: column(1),
    low: column(2),
    high: column(3),
    first: column(4),
    within30: Float32Array.from(rows, (row) => row[5] as number),
    sums,
  }
}
