import gammainc from '@stdlib/math-base-special-gammainc'
import quantile from '@stdlib/stats-base-dists-normal-quantile'
import { gammaAbove, gammaQuantile } from './gamma-spread.ts'

export interface StockQuestion {
  stock: number
  /** Share of the first week ahead that has passed when the stock was counted, 0–1. */
  passed: number
  /** Expected pieces up to the end of each week ahead, and their standard deviation. */
  sumMean: readonly number[]
  sumDeviation: readonly number[]
  leadTimeDays: number
  coverDays: number
  serviceLevel: number
}

export interface StockReach {
  /** `out`: nothing there; `short`: more likely than not gone before a delivery ordered now; `order`: not safe until then. */
  state: 'out' | 'short' | 'order' | 'enough'
  /** Which of the weeks ahead (0 is the first) is expected to end the stock; null: none of them. */
  runsOut: number | null
  /** Probability that stock does not last two and four weeks. */
  short2: number
  short4: number
  /** Pieces expected to be asked for before a delivery ordered now, and missing. */
  missing: number
  /** Whole pieces to order so that stock lasts over lead time and cover with the service level; 0 while stock is safe. */
  reorder: number
}

/** Below so many pieces expected before a delivery nothing needs to be ordered. */
const LEAST_EXPECTED = 0.05

/**
 * How far a stock reaches and what to order: an order-up-to rule with periodic review (Silver, Pyke & Peterson 1998, Inventory
 * Management and Production Planning, section 7.9), demand over a time spread as a gamma distribution. Pieces are whole: half a
 * piece above the stock counts as not served.
 */
export function stockReach(question: StockQuestion): StockReach {
  const { sumMean, leadTimeDays, coverDays, serviceLevel, passed } = question
  const stock = Math.max(question.stock, 0)
  const over = (days: number) => demandOver(question, days / 7)
  const above = (days: number) => {
    const { mean, deviation } = over(days)
    return gammaAbove(mean, deviation, stock + 0.5)
  }
  const lead = over(leadTimeDays)
  const both = over(leadTimeDays + coverDays)
  const risk = above(leadTimeDays)
  const gone = sumMean.findIndex((sum) => sum - passed * (sumMean[0] ?? 0) > stock)
  const isIdle = lead.mean < LEAST_EXPECTED
  const short2 = above(14)
  const state =
    question.stock <= 0
      ? 'out'
      : isIdle
        ? 'enough'
        : risk > 0.5
          ? 'short'
          : risk > 1 - serviceLevel
            ? 'order'
            : 'enough'
  const upTo = gammaQuantile(both.mean, both.deviation, quantile(serviceLevel, 0, 1))
  return {
    state,
    runsOut: gone < 0 ? null : gone,
    short2,
    // Spread wider the longer they are, sums of what is hardly sold may seem to leave more: what is gone by then stays gone.
    short4: Math.max(above(28), short2),
    missing: shortfall(lead.mean, lead.deviation, stock),
    reorder: isIdle || state === 'enough' ? 0 : Math.max(Math.ceil(upTo - question.stock - 1e-9), 0),
  }
}

/** Demand of the next `weeks`, counted from now. */
function demandOver(
  { passed, sumMean, sumDeviation }: StockQuestion,
  weeks: number,
): { mean: number; deviation: number } {
  const from = passed * (sumMean[0] ?? 0)
  const mean = Math.max(between(sumMean, passed + weeks) - from, 0)
  const usual = between(sumMean, weeks)
  const variance = between(
    sumDeviation.map((deviation) => deviation * deviation),
    weeks,
  )
  // The weeks from now on may be stronger or weaker than the first ones.
  return { mean, deviation: usual > 0 ? Math.sqrt(variance) * (mean / usual) : 0 }
}

/** A sum up to a point between the ends of two weeks. */
function between(sums: readonly number[], weeks: number): number {
  const full = Math.min(Math.floor(weeks), sums.length)
  const before = full === 0 ? 0 : (sums[full - 1] as number)
  const after = sums[full] ?? before
  return before + (weeks - full) * (after - before)
}

/** E[(D − stock)⁺] of a gamma distributed demand. */
function shortfall(mean: number, deviation: number, stock: number): number {
  if (!(mean > 0)) return 0
  if (!(deviation > 0)) return Math.max(mean - stock, 0)
  if (stock <= 0) return mean
  const shape = (mean / deviation) ** 2
  const at = (stock * mean) / deviation ** 2
  return Math.max(mean * (1 - gammainc(at, shape + 1)) - stock * (1 - gammainc(at, shape)), 0)
}
