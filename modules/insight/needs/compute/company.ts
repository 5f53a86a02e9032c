import { fitHabit } from './fit-habit.ts'
import type { Habit } from './habit.ts'
import type { Observed } from './log-likelihood.ts'
import type { Series } from './series.ts'
import { logLonger, waitingCurves } from './waiting-curve.ts'

/** What a customer's purchases of other things say about each series, at the end of a day. */
export interface Company {
  /** Logarithm of the customer's gap between days of other purchases, beside the shop's; 0 where nothing is known. */
  pace: Float64Array
  /** Probability that the customer has not left the shop by then, from other purchases. */
  active: Float64Array
  /** Days on which the customer bought last, anything. */
  lastDay: Int32Array
}

interface Days {
  /** Days on which a customer bought anything up to the cut, ascending, and the series of each; −1 where several. */
  days: number[]
  owner: number[]
}

/** How many gaps of the whole shop the pace of one customer is drawn to it by. */
const PACE_WEIGHT = 2
const MOST_FITTED = 4000

/**
 * How often a customer comes for other things, and whether they still come, for each series; its own days are left out, or
 * they would count twice. The customer as a whole is told by the same model as a category. In a shop of one category
 * there is nothing else: everybody is as usual, and whoever left, left the category.
 */
export function companyOf(series: Series, cut: number, categories: number, known?: ShopHabit): Company {
  const company = {
    pace: new Float64Array(series.count),
    active: new Float64Array(series.count).fill(1),
    lastDay: new Int32Array(series.count).fill(cut),
  }
  if (categories < 2) return company
  const { usual, habit } = known ?? shopHabit(series, cut)
  const leavesFirst = habit.a / (habit.a + habit.b)
  const curves = waitingCurves(habit)
  eachCustomer(series, cut, (from, to, { days, owner }) => {
    const last = days.at(-1) as number
    for (let s = from; s < to; s++) {
      let [first, latest, gaps] = [0, 0, -1]
      for (let at = 0; at < days.length; at++) {
        if (owner[at] === s) continue
        if (gaps < 0) first = days[at] as number
        latest = days[at] as number
        gaps++
      }
      company.lastDay[s] = last
      if (gaps < 0) {
        company.active[s] = 1 - leavesFirst
        continue
      }
      company.pace[s] = Math.log((latest - first + PACE_WEIGHT * usual) / (gaps + PACE_WEIGHT) / usual)
      const { curve, scale } = curves(gaps)
      const unit = ((habit.alike * habit.typical + habit.regularity * (latest - first)) / habit.regularity) * scale
      const leaves = habit.a / (habit.a + habit.b + gaps)
      // They were there on the last day of all; what came not since then speaks against it.
      const still =
        (1 - leaves) * Math.exp(logLonger(curve, (cut - latest) / unit) - logLonger(curve, (last - latest) / unit))
      company.active[s] = still / (leaves + still)
    }
  })
  return company
}

function eachCustomer(series: Series, cut: number, tell: (from: number, to: number, days: Days) => void): void {
  for (let from = 0; from < series.count; ) {
    let to = from
    const seen: [day: number, s: number][] = []
    for (; to < series.count && series.customer[to] === series.customer[from]; to++)
      for (let p = series.starts[to] as number; p < (series.starts[to + 1] as number); p++)
        if ((series.days[p] as number) <= cut) seen.push([series.days[p] as number, to])
    seen.sort(([one], [other]) => one - other)
    const out: Days = { days: [], owner: [] }
    for (const [day, s] of seen) {
      if (out.days.at(-1) === day) out.owner[out.owner.length - 1] = -1
      else {
        out.days.push(day)
        out.owner.push(s)
      }
    }
    if (out.days.length > 0) tell(from, to, out)
    from = to
  }
}

/** Customers as a whole: their usual gap, and how they come and leave. */
export interface ShopHabit {
  usual: number
  habit: Habit
}

/** Fits how customers come to the shop, for anything, up to the day `cut`. */
export function shopHabit(series: Series, cut: number): ShopHabit {
  const customers: Days['days'][] = []
  eachCustomer(series, cut, (_from, _to, { days }) => customers.push(days))
  let [span, gaps] = [0, 0]
  for (const days of customers) {
    span += (days.at(-1) as number) - (days[0] as number)
    gaps += days.length - 1
  }
  const usual = gaps > 0 ? Math.max(1, span / gaps) : 30
  const step = Math.max(1, customers.length / MOST_FITTED)
  const sample = Array.from(
    { length: Math.min(customers.length, MOST_FITTED) },
    (_, at) => customers[Math.floor(at * step)] as number[],
  )
  const gapSum = (days: number[], of: (gap: number) => number) =>
    days.reduce((sum, day, at) => (at === 0 ? 0 : sum + of(day - (days[at - 1] as number))), 0)
  const observed: Observed = {
    gaps: sample.map((days) => days.length - 1),
    sum: sample.map((days) => gapSum(days, (gap) => gap)),
    sumOfLogs: sample.map((days) => gapSum(days, Math.log)),
    wait: sample.map((days) => cut - (days.at(-1) as number)),
    quiet: sample.map(() => 0),
    active: sample.map(() => 1),
    pace: sample.map(() => 0),
  }
  const near = { regularity: 1.3, alike: 2, typical: usual, paceShare: 0, a: 0.4, b: 2 }
  return { usual, habit: fitHabit(observed, { near, wide: true }).habit }
}
