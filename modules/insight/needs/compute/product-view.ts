import type { Company } from './company.ts'
import { fitHabits, type Habits } from './fit-habits.ts'
import { knownOf } from './known-of.ts'
import type { Learned, View } from './learn-needs.ts'
import { predictSeries } from './predict-series.ts'
import type { Series } from './series.ts'
import { type Summary, summarise } from './summarise.ts'
import { waitingCurves } from './waiting-curve.ts'

/**
 * Series by product: one habit for the whole shop, in gaps measured by the typical gap of each product's category. How the
 * customer comes, and whether they still do, is taken from their series of that category.
 */
export function learnProducts(products: Series, categories: Series, view: View, learned: Learned): Habits {
  const summary = summaryOf(products, categories, view, learned)
  return fitHabits(1, { ...products, group: new Int32Array(products.count) }, summary, {
    most: { all: 4000, each: 4000 },
  })
}

/** Series by product, looked at from the day of the categories' view. */
export function productView(products: Series, categories: Series, view: View, learned: Learned, habits: Habits): View {
  const summary = summaryOf(products, categories, view, learned)
  const curves = waitingCurves(habits.whole)
  return { cut: view.cut, summary, predict: (s) => predictSeries(habits.whole, curves, knownOf(summary, s)) }
}

function summaryOf(products: Series, categories: Series, { cut, summary }: View, { sizes, habits }: Learned): Summary {
  const company: Company = {
    pace: new Float64Array(products.count),
    active: new Float64Array(products.count).fill(1),
    lastDay: new Int32Array(products.count).fill(cut),
  }
  const unit = Float64Array.from(products.group, (group) => habits.of[group]?.typical ?? 1)
  for (let s = 0, from = 0; s < products.count; s++) {
    const customer = products.customer[s] as number
    while (from < categories.count && (categories.customer[from] as number) < customer) from++
    for (let c = from; c < categories.count && categories.customer[c] === customer; c++) {
      if (categories.group[c] !== products.group[s]) continue
      company.pace[s] = summary.pace[c] as number
      company.active[s] = summary.active[c] as number
      company.lastDay[s] =
        cut - Math.round(((summary.wait[c] as number) - (summary.quiet[c] as number)) * (summary.stretch[c] as number))
    }
  }
  return summarise(products, cut, sizes, company, unit)
}
