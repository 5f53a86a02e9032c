import type { Habit } from './habit.ts'
import { logLonger, timeAt, type waitingCurves } from './waiting-curve.ts'

/** In days after the last purchase. */
export interface NextDays {
  /** Half of such gaps are shorter: when it was due, before anything was known of the wait. Three quarters are shorter than `late`. */
  due: number
  late: number
  /** Nothing came so far: of the gaps that end soon (see `SOON`) half end by then, and 8 in 10 between `low` and `high`. */
  next: number
  low: number
  high: number
}

/** The next purchase of one series; see Summary for what is known of it. */
export interface NextPurchase {
  days(): NextDays
  /** Probability that they still buy this, however seldom. */
  stays: number
  /** Probability that they buy it within half a year, or within twice the usual gap. */
  returns(): number
  /** Logarithm of the share of gaps longer than a number of days. */
  logLonger(days: number): number
  /** The same for a purchase of the customer's usual size. */
  logLongerAsUsual(days: number): number
}

export interface Known {
  gaps: number
  sum: number
  wait: number
  quiet: number
  active: number
  stretch: number
  pace: number
}

/**
 * A gap that may as well take years has a middle that helps nobody. When it was due is told for a return within half a year of the
 * purchase, or within twice the usual gap where that is longer; whether they return within as much from now is `returns`.
 */
const EVER = { days: 180, gaps: 2 }
/**
 * What is expected now is told for a return within four months, or within one and a half times the usual gap after the purchase.
 * Told for half a year, those who came within two months came 12 days earlier than told; for two months, the others
 * came 15 days later. Four months do well by both, on the made-up shop, the grocer's log and CDNOW alike.
 */
const SOON = { days: 120, gaps: 1.5 }
const LOG_HALF = Math.log(0.5)

/** What the habit of a category says of one customer (empirical Bayes: their own gaps weigh as k per gap against r). */
export function predictSeries(habit: Habit, curves: ReturnType<typeof waitingCurves>, known: Known): NextPurchase {
  const { regularity: k, alike: r, typical, paceShare, a, b } = habit
  const { curve, regular, scale } = curves(known.gaps)
  const shape = r * typical * Math.exp(paceShare * known.pace) + k * known.sum
  const days = (shape / k) * scale * known.stretch
  const waited = known.wait * known.stretch
  const longer = (time: number) => logLonger(curve, time / days)
  const soFar = longer(waited)
  const leaves = a / (a + b + known.gaps)
  const still = (1 - leaves) * known.active * Math.exp(soFar)
  const leftShop = (1 - leaves) * (1 - known.active) * Math.exp(longer(known.quiet * known.stretch))
  // Days are those of usual gaps: they come later the longer the last purchase lasts, which a mixture with pauses would not promise.
  const soFarAsUsual = logLonger(regular, waited / days)
  const horizon = (from: number, within: typeof EVER) =>
    Math.max(from + within.days, within.gaps * timeAt(regular, LOG_HALF) * days)
  /** When a share of the gaps that end between `from` and the horizon have ended. */
  const ended = (share: number, from: number, log: number, within: typeof EVER) => {
    const rest = Math.exp(logLonger(regular, horizon(from, within) / days) - log)
    return Math.max(from, timeAt(regular, log + Math.log(1 - share * (1 - rest))) * days)
  }
  const stays = still / (leaves + leftShop + still)
  return {
    days: () => ({
      due: ended(0.5, 0, 0, EVER),
      late: ended(0.75, 0, 0, EVER),
      next: ended(0.5, waited, soFarAsUsual, SOON),
      low: ended(0.1, waited, soFarAsUsual, SOON),
      high: ended(0.9, waited, soFarAsUsual, SOON),
    }),
    stays,
    returns: () => -stays * Math.expm1(longer(horizon(waited, EVER)) - soFar),
    logLonger: longer,
    logLongerAsUsual: (time) => longer(time * known.stretch),
  }
}
