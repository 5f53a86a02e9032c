import { type Coming, eachComing } from './each-coming.ts'
import { baseDays, type ComingBase, type ComingRule, hazardBy, SPAN } from './fit-coming.ts'
import type { Learned, View } from './learn-needs.ts'
import { quantileDay } from './quantile-day.ts'
import type { Series } from './series.ts'

/** How customers' next days were told from what came before a window of 60 days; see `judgeComing`. */
export interface ComingScore {
  customers: number
  came: number
  /** Mean days missed over all customers: who did not come counts as the window's last day, for all methods alike. */
  error: Record<'model' | 'customer' | 'shop', number>
  /** The base line that was nearer beyond two standard errors of the paired differences, else the model. */
  better: 'model' | 'customer' | 'shop'
  /** Customers told a day within the window; share of them who came by it: a half is right. */
  toldIn: number
  byMiddle: number | null
  /** Customers whose 80 % interval ends within the window; share of them who came within it. */
  intervals: number
  coverage: number | null
  /** Customers who buy within 30 days: told ÷ came. */
  told: number
  /** Mean squared error of that probability. */
  brier: number
}

/**
 * Scores days told at the view's day by what came within 60 days. Base lines: last day + mean gap of the customer (with one purchase:
 * of the shop), or of the shop. A day of theirs that has passed counts as tomorrow or as not coming, whichever did better for
 * that base line.
 */
export function judgeComing(
  series: Series,
  view: View,
  { shop }: Learned,
  { rule, level }: { rule: ComingRule; level: number },
): { score: ComingScore; base: ComingBase | undefined } {
  const all: Judged[] = []
  eachComing(series, view, shop, (one) => all.push(judged(one, hazardBy(rule, level, one, view.cut))))
  const sum = (of: (one: Judged) => number) => all.reduce((total, one) => total + of(one), 0)
  const [days, gaps] = [sum(({ gaps, meanGap }) => (gaps > 0 ? gaps * meanGap : 0)), sum(({ gaps }) => gaps)]
  const shopGap = days / Math.max(1, gaps)
  const missed = (one: Judged, told: number) => Math.abs(Math.min(SPAN, told) - Math.min(SPAN, one.came))
  const error = (told: (one: Judged) => number) => sum((one) => missed(one, told(one))) / Math.max(1, all.length)
  const bases = (['customer', 'shop'] as const).map((of) => {
    const tried = [1, SPAN].map((passed) => {
      const base: ComingBase = { of, shopGap, passed }
      return { base, error: error((one) => baseDays(base, one, view.cut)) }
    })
    return tried.reduce((best, other) => (other.error < best.error ? other : best))
  })
  const [customer, ofShop] = bases as [(typeof bases)[number], (typeof bases)[number]]
  const best = ofShop.error < customer.error ? ofShop : customer
  const isClear = isNearer(all.map((one) => missed(one, one.next) - missed(one, baseDays(best.base, one, view.cut))))
  const toldIn = all.filter(({ next }) => next <= SPAN)
  const intervals = all.filter(({ high }) => high <= SPAN)
  const share = (of: readonly Judged[], is: (one: Judged) => boolean) =>
    of.length > 0 ? of.filter(is).length / of.length : null
  const score: ComingScore = {
    customers: all.length,
    came: all.filter(({ came }) => came <= SPAN).length,
    error: { model: error(({ next }) => next), customer: customer.error, shop: ofShop.error },
    better: isClear ? best.base.of : 'model',
    toldIn: toldIn.length,
    byMiddle: share(toldIn, ({ came, next }) => came <= next),
    intervals: intervals.length,
    coverage: share(intervals, ({ came, low, high }) => came >= low && came <= high),
    told: sum(({ within30 }) => within30) / Math.max(1, all.filter(({ came }) => came <= 30).length),
    brier: sum(({ within30, came }) => (within30 - (came <= 30 ? 1 : 0)) ** 2) / Math.max(1, all.length),
  }
  return { score, base: isClear ? best.base : undefined }
}

/** Whether these differences are above 0 beyond two standard errors. */
function isNearer(differences: readonly number[]): boolean {
  const count = differences.length
  if (count < LEAST_JUDGED) return false
  const mean = differences.reduce((total, one) => total + one, 0) / count
  const variance = differences.reduce((total, one) => total + (one - mean) ** 2, 0) / (count - 1)
  return mean > 2 * Math.sqrt(variance / count)
}

/** Of fewer customers nothing is beyond chance. */
const LEAST_JUDGED = 10

interface Judged extends Coming {
  next: number
  low: number
  high: number
  within30: number
}

function judged(one: Coming, hazard: (days: number) => number): Judged {
  return {
    ...one,
    next: quantileDay(hazard, 0.5),
    low: quantileDay(hazard, 0.1),
    high: quantileDay(hazard, 0.9),
    within30: -Math.expm1(-hazard(30)),
  }
}
