import { addPast } from './add-past.ts'
import { type Calibration, calibrator } from './calibrate.ts'
import { type DaySums, daySums } from './day-sums.ts'
import { AHEAD } from './expected-days.ts'
import { type ComingRule, fitComing } from './fit-coming.ts'
import type { Habit } from './habit.ts'
import { type HoldOut, holdOut, type Method, WINDOW } from './hold-out.ts'
import { type ComingScore, judgeComing } from './judge-coming.ts'
import { type Learned, learnNeeds, type View, viewAt } from './learn-needs.ts'
import type { NeedColumns } from './need-columns.ts'
import type { PurchaseRows } from './purchase-rows.ts'
import { type Scored, scoreOf } from './score-of.ts'
import { type Series, toSeries } from './series.ts'
import { strongest, USELESS } from './strongest.ts'
import { type ComingColumns, tellComing } from './tell-coming.ts'
import { tellNeeds } from './tell-needs.ts'
import { tellProducts } from './tell-products.ts'
import { timeAt, waitingCurves } from './waiting-curve.ts'

export interface ForecastInput {
  rows: PurchaseRows
  /** Last day that counts, in days since 1970-01-01. */
  asOf: number
  /** Of each customer: number of the set of units that serve them. */
  sets: Int32Array
  /** How many categories and products a customer keeps at most, of those that may still be bought; without it all are told. */
  most?: { categories: number; products: number }
}

export interface CategoryFit {
  habit: Habit
  /** See SizeRule. */
  elasticity: number
  /** Series the habit rests on. */
  pairs: number
  factor: number
  /** How the 30 days ahead and those behind stood out a year ago. */
  seasons: { ahead: number; behind: number }
  method: Method
  /** Half of the gaps of a customer of whom nothing is known are shorter, in days. */
  usualGap: number
  quality: Scored | null
}

export interface NeedsForecast {
  needs: NeedColumns
  products: NeedColumns
  days: DaySums
  categories: CategoryFit[]
  whole: Habit
  logLikelihood: number
  /** Each customer's next purchase of anything, how it is told, and how it was told 60 days ago; null without such a past. */
  coming: ComingColumns
  comingRule: ComingRule
  comingQuality: ComingScore | null
  /** Of all categories and of products; null without 60 days of past to judge by. */
  quality: Scored | null
  productQuality: Scored | null
  /** How the season stands out in the shop, in the 30 days ahead and in those behind; 1 without a year of past. */
  season: { ahead: number; behind: number }
  /** Spread of the shop's calibration, for intervals of sums. */
  spread: number
  /** Whole customers that parameters and quality were found on. */
  sampled: number
}

/** Customers that parameters are learned from; more would not move them. */
const MOST_LEARNED = 25_000
const MOST_CALIBRATED = 4000
const ALL = { categories: Number.POSITIVE_INFINITY, products: Number.POSITIVE_INFINITY }

/**
 * The next purchase of each customer × category, and × product bought at least three times, from lines of sales and
 * returns. Learns up to 60 days before `asOf` first, judges itself and the base lines by what came since, sets
 * the totals right by it, and then learns from all. Deterministic; rows may come in any order.
 */
export function forecastNeeds({ rows, asOf, sets, most = ALL }: ForecastInput): NeedsForecast {
  const every = (most: number) => Math.max(1, Math.ceil(rows.customers / most))
  const sample = toSeries(rows, { by: 'category', every: every(MOST_LEARNED) })
  const before = learnNeeds(sample, asOf - WINDOW, rows)
  const few =
    every(MOST_CALIBRATED) > every(MOST_LEARNED)
      ? toSeries(rows, { by: 'category', every: every(MOST_CALIBRATED) })
      : sample
  const calibrated = calibrator(few, before)
  const then = calibrated(asOf - WINDOW)
  const judged = holdOut(rows.categories, {
    series: sample,
    ...viewAt(sample, asOf - WINDOW, before),
    factor: (s) => then.factor[sample.group[s] as number] as number,
  })
  const { score: comingQuality, base } = judgeComing(few, viewAt(few, asOf - WINDOW, before), before, {
    rule: fitComing(few, before, calibrated, asOf - WINDOW),
    level: then.level.factor,
  })
  const learned = learnNeeds(sample, asOf, { ...rows, from: before })
  const calibration = calibrated(asOf)
  const behind = calibrated(asOf - AHEAD)
  const comingRule = { ...fitComing(few, learned, calibrator(few, learned), asOf), ...(base && { base }) }
  const series = toSeries(rows, { by: 'category' })
  const view = viewAt(series, asOf, learned)
  const fits = fitsOf(learned, { ahead: calibration, behind }, judged, meanPaces(series, view, learned.categories))
  const kept = strongest(most.categories)
  const sums = daySums(
    Math.max(
      1,
      sets.reduce((top, set) => Math.max(top, set + 1), 0),
    ),
  )
  tellNeeds({
    series,
    view,
    ...byCategory(series, view, fits),
    each: (s, need, days) => {
      const at = sums.at(series.group[s] as number, sets[need.customer] as number)
      const { expected, variance } = sums.columns()
      for (let day = 0; day < AHEAD; day++) {
        const p = days[day] as number
        ;(expected[at + day] as number) += p
        ;(variance[at + day] as number) += p * Math.max(0.2, 1 - p)
      }
      if (most === ALL || need.returns >= USELESS) kept.add(need)
    },
  })
  addPast(series, before, behind, asOf, sets, sums)
  const days = sums.sums()
  const products = tellProducts(rows, asOf, {
    series,
    sample,
    view,
    learned,
    before,
    byCategory: (of, by) => byCategory(of, by, fits),
    every: every(MOST_LEARNED),
    most: most.products,
  })
  const isJudged = judged.some((one) => one.pairs > 0)
  return {
    needs: kept.columns(),
    products: products.needs,
    days,
    coming: tellComing(series, view, learned, { rule: comingRule, calibration, sets }),
    comingRule,
    comingQuality: comingQuality.customers > 0 ? comingQuality : null,
    season: { ahead: calibration.level.season, behind: behind.level.season },
    categories: fits,
    whole: learned.habits.whole,
    logLikelihood: learned.habits.logLikelihood,
    quality: isJudged ? scoreOf(judged) : null,
    productQuality: products.quality,
    spread: spreadOf(days),
    sampled: Math.ceil(rows.customers / every(MOST_LEARNED)),
  }
}

function fitsOf(
  { habits, sizes }: Learned,
  { ahead, behind }: Record<'ahead' | 'behind', Calibration>,
  judged: readonly HoldOut[],
  paces: Float64Array,
): CategoryFit[] {
  return habits.of.map((habit, c) => {
    const quality = (judged[c]?.pairs ?? 0) > 0 ? scoreOf([judged[c] as HoldOut]) : null
    const { curve } = waitingCurves(habit)(0)
    // Who buys this comes for other things faster or slower than the shop's average customer; the habit is told of that one.
    const typical = habit.typical * Math.exp(habit.paceShare * (paces[c] as number))
    return {
      habit,
      elasticity: sizes.elasticity[c] as number,
      pairs: habits.pairs[c] as number,
      factor: ahead.factor[c] as number,
      seasons: { ahead: ahead.season[c] as number, behind: behind.season[c] as number },
      method: quality?.better ?? 'model',
      usualGap: (timeAt(curve, Math.log(0.5)) * habit.alike * typical) / habit.regularity,
      quality,
    }
  })
}

/** Mean pace of the customers of each category, see Company. */
function meanPaces(series: Series, { summary }: View, categories: number): Float64Array {
  const [sum, count] = [new Float64Array(categories), new Float64Array(categories)]
  for (let s = 0; s < series.count; s++) {
    if ((summary.gaps[s] as number) < 0) continue
    ;(sum[series.group[s] as number] as number) += summary.pace[s] as number
    ;(count[series.group[s] as number] as number)++
  }
  return sum.map((all, c) => all / Math.max(1, count[c] as number))
}

function byCategory(series: Series, view: View, fits: readonly CategoryFit[]) {
  const fit = (s: number) => fits[series.group[s] as number] as CategoryFit
  const means = meansOf(series, view, fits.length)
  return {
    method: (s: number) => fit(s).method,
    habit: (s: number) => fit(s).habit,
    factor: (s: number) => fit(s).factor,
    usualGap: (s: number) => fit(s).usualGap,
    mean: (s: number) => means[series.group[s] as number] as { gap: number; quantity: number },
  }
}

function meansOf(series: Series, { summary }: View, categories: number) {
  const sums = Array.from({ length: categories }, () => ({ days: 0, gaps: 0, quantity: 0, purchases: 0 }))
  for (let s = 0; s < series.count; s++) {
    const [first, end] = [series.starts[s] as number, summary.end[s] as number]
    const sum = sums[series.group[s] as number]
    if (end <= first || !sum) continue
    sum.days += (series.days[end - 1] as number) - (series.days[first] as number)
    sum.gaps += end - first - 1
    sum.purchases += end - first
    for (let item = series.itemStarts[first] as number; item < (series.itemStarts[end] as number); item++)
      sum.quantity += series.itemQuantity[item] as number
  }
  const all = sums.reduce((whole, { days, gaps }) => ({ days: whole.days + days, gaps: whole.gaps + gaps }), {
    days: 0,
    gaps: 0,
  })
  return sums.map(({ days, gaps, quantity, purchases }) => ({
    gap: gaps > 0 ? days / gaps : all.gaps > 0 ? all.days / all.gaps : 30,
    quantity: quantity / Math.max(1, purchases),
  }))
}

/** Before anything was seen, sums are believed to be 8 % off, as firmly as three months would tell. */
const BELIEVED = { spread: 0.08, months: 3 }

/** Spread of the logarithm of monthly sums: what is believed, and how far last month was off. */
function spreadOf({ told, came }: DaySums): number {
  const sum = (of: Float32Array) => of.reduce((all, one) => all + one, 0)
  const [expected, seen] = [sum(told), sum(came)]
  if (expected < 1 || seen < 1) return BELIEVED.spread
  // What chance alone makes of so few purchases says nothing about the level.
  const off = Math.max(0, Math.log(seen / expected) ** 2 - 1 / seen)
  return Math.sqrt((BELIEVED.months * BELIEVED.spread ** 2 + off) / (BELIEVED.months + 1))
}
