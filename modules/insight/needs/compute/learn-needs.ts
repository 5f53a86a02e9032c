import { companyOf, type ShopHabit, shopHabit } from './company.ts'
import { fitHabits, type Habits } from './fit-habits.ts'
import { knownOf } from './known-of.ts'
import { learnSizes, type SizeRule } from './learn-sizes.ts'
import { type NextPurchase, predictSeries } from './predict-series.ts'
import type { Series } from './series.ts'
import { type Summary, summarise } from './summarise.ts'
import { waitingCurves } from './waiting-curve.ts'

/** All that was learned from what came up to a day. */
export interface Learned {
  cut: number
  categories: number
  sizes: SizeRule
  shop: ShopHabit | undefined
  habits: Habits
  /** Waiting curves of each category: tables worth keeping from view to view. */
  curves: ReturnType<typeof waitingCurves>[]
}

interface Options {
  categories: number
  products: number
  /** Held there instead of fitted. */
  regularity?: number
  /** What was learned of an earlier day: begins there. */
  from?: Learned
}

/** Learns sizes, the shop's habit and those of its categories from what came up to the day `cut`. */
export function learnNeeds(series: Series, cut: number, { categories, products, regularity, from }: Options): Learned {
  const sizes = learnSizes(series, cut, categories, products)
  const shop = categories > 1 ? shopHabit(series, cut) : undefined
  const summary = summarise(series, cut, sizes, companyOf(series, cut, categories, shop))
  const habits = fitHabits(categories, series, summary, {
    from: from?.habits,
    ...(regularity !== undefined && { regularity }),
  })
  return { cut, categories, sizes, shop, habits, curves: habits.of.map(waitingCurves) }
}

export interface View {
  cut: number
  summary: Summary
  predict(s: number): NextPurchase
}

/** What was learned, looked at from the end of a day: that of learning or a later one. */
export function viewAt(series: Series, cut: number, { categories, sizes, shop, habits, curves }: Learned): View {
  const summary = summarise(series, cut, sizes, companyOf(series, cut, categories, shop))
  return {
    cut,
    summary,
    predict: (s) => {
      const group = series.group[s] as number
      return predictSeries(habits.of[group] as never, curves[group] as never, knownOf(summary, s))
    },
  }
}
