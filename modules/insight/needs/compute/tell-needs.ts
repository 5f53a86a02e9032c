import { AHEAD, expectedDays } from './expected-days.ts'
import type { Habit } from './habit.ts'
import type { Method } from './hold-out.ts'
import type { View } from './learn-needs.ts'
import type { NeedState, Told } from './need-columns.ts'
import type { NextPurchase } from './predict-series.ts'
import type { Series } from './series.ts'

const SOON = 14
/** Less likely within 30 days than this nobody is called due, whatever their day: goods out of season. Nor soon or due whose purchase is expected later than these days. */
const NEAR = { days: 60, chance: 0.05 }
/** Who returns with less than this is lost; of those who are overdue, with less than the second. */
const [LOST, LOST_LATE] = [0.25, 0.4]

export interface Telling {
  series: Series
  view: View
  /** What is used for a series: the model, or the base line that did better where the model did worse. */
  method(s: number): Method
  habit(s: number): Habit
  /** What expected purchases of a series are multiplied by. */
  factor(s: number): number
  /** Mean gap and mean quantity of the category. */
  mean(s: number): { gap: number; quantity: number }
  /** Half of the gaps of a customer of whom nothing is known are shorter. */
  usualGap(s: number): number
  /** Gets each series with what is expected of it on each of the next 30 days. */
  each(s: number, need: Told, days: Float64Array): void
}

/** The next purchase of every series, told from the end of the view's day. */
export function tellNeeds({ series, view, method, habit, factor, mean, usualGap, each }: Telling): void {
  const days = new Float64Array(AHEAD)
  for (let s = 0; s < series.count; s++) {
    const gaps = view.summary.gaps[s] as number
    if (gaps < 0) continue
    const { a, b } = habit(s)
    const last = series.days[(view.summary.end[s] as number) - 1] as number
    const model = view.predict(s)
    const waited = view.cut - last
    const chance = expectedDays(model, waited, a / (a + b + gaps + 1), days)
    const scale = factor(s)
    let expected = 0
    for (let day = 0; day < AHEAD; day++) expected += days[day] = (days[day] as number) * scale
    const of = purchasesOf(series, s, view.summary.end[s] as number)
    const average = mean(s)
    const ownGap = gaps > 0 ? (last - (series.days[series.starts[s] as number] as number)) / gaps : Number.NaN
    const returns = model.returns()
    const told = daysOf(model, waited, method(s), gaps > 0 ? ownGap : average.gap, average.gap)
    // A probability under a factor on the rate: 1 − (1 − p)^factor.
    const [within7, within14, within30] = chance.map((p) => 1 - (1 - p) ** scale) as [number, number, number]
    const need: Told = {
      customer: series.customer[s] as number,
      thing: series.thing[s] as number,
      last,
      due: last + Math.max(1, Math.round(told.due)),
      next: view.cut + Math.max(1, Math.round(told.next)),
      low: view.cut + Math.max(1, Math.round(told.low)),
      high: view.cut + Math.max(1, Math.round(told.high)),
      state: stateOf(told, waited, { returns, within30 }),
      within7,
      within14,
      within30,
      returns,
      purchases: gaps + 1,
      lastQuantity: of.last,
      usualQuantity: gaps > 0 ? of.quantity / (gaps + 1) : average.quantity,
      ownGap,
      usualGap: usualGap(s),
      expected,
      revenue: (of.revenue / (gaps + 1)) * expected,
      method: method(s),
    }
    each(s, need, days)
  }
}

function purchasesOf({ starts, itemStarts, itemQuantity, revenue }: Series, s: number, end: number) {
  const first = starts[s] as number
  const sums = { quantity: 0, revenue: 0, last: 0 }
  for (let p = first; p < end; p++) {
    let quantity = 0
    for (let item = itemStarts[p] as number; item < (itemStarts[p + 1] as number); item++)
      quantity += itemQuantity[item] as number
    sums.quantity += quantity
    sums.revenue += revenue[p] as number
    sums.last = quantity
  }
  return sums
}

/** `due` and `late` from the last purchase, the others from now. */
interface Days {
  due: number
  late: number
  next: number
  low: number
  high: number
}

/** Where a base line is used, its day is the middle, and the model's spread stands around it; once it has passed the model tells what is left. */
function daysOf(model: NextPurchase, waited: number, method: Method, own: number, category: number): Days {
  const days = model.days()
  const told = { ...days, next: days.next - waited, low: days.low - waited, high: days.high - waited }
  if (method === 'model') return told
  const mean = method === 'customer' ? own : category
  const due = { due: mean, late: (told.late / told.due) * mean }
  if (mean <= waited) return { ...told, ...due }
  const next = Math.max(1, mean - waited)
  const stretch = next / Math.max(0.5, told.next)
  return { ...due, next, low: told.low * stretch, high: told.high * stretch }
}

function stateOf(
  { due, late, next }: Days,
  waited: number,
  { returns, within30 }: { returns: number; within30: number },
): NeedState {
  if (returns < LOST || (waited > late && returns < LOST_LATE)) return 'lost'
  if (within30 < NEAR.chance) return 'later'
  if (waited > late) return 'overdue'
  if (next > NEAR.days) return 'later'
  if (waited >= Math.round(due)) return 'due'
  return due - waited <= SOON ? 'soon' : 'later'
}
