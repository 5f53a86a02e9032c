import { collectNeeds } from './collect-needs.ts'
import { holdOut, WINDOW } from './hold-out.ts'
import { type Learned, type View, viewAt } from './learn-needs.ts'
import type { NeedColumns, Told } from './need-columns.ts'
import { learnProducts, productView } from './product-view.ts'
import type { PurchaseRows } from './purchase-rows.ts'
import { type Scored, scoreOf } from './score-of.ts'
import { type Series, toSeries } from './series.ts'
import { strongest, USELESS } from './strongest.ts'
import { type Telling, tellNeeds } from './tell-needs.ts'

const MOST_PRODUCT_ROWS = 120_000
interface ProductGround {
  series: Series
  sample: Series
  view: View
  learned: Learned
  before: Learned
  /** What is common to the series of a category; the model of products has one habit and one method of its own. */
  byCategory(series: Series, view: View): Omit<Telling, 'series' | 'view' | 'each'>
  /** As parameters and quality of categories: of every how many customers. */
  every: number
  most: number
}

const LEAST_OF_PRODUCT = 3

/** The next purchase of each product bought at least three times, judged before on what came in the 60 days up to `asOf`. */
export function tellProducts(
  rows: PurchaseRows,
  asOf: number,
  { series, sample, view, learned, before, byCategory, every: step, most }: ProductGround,
): { needs: NeedColumns; quality: Scored | null } {
  if (rows.products === 0) return { needs: collectNeeds().columns(), quality: null }
  // A multiple of the step of the sample, whose customers these must be.
  const every = step * Math.max(1, Math.ceil(rows.day.length / step / MOST_PRODUCT_ROWS))
  const few = toSeries(rows, { by: 'product', every })
  const earlier = viewAt(sample, asOf - WINDOW, before)
  const then = learnProducts(few, sample, earlier, before)
  const judged = holdOut(rows.categories, {
    series: few,
    least: LEAST_OF_PRODUCT,
    ...productView(few, sample, earlier, before, then),
  })
  const quality = judged.some((one) => one.pairs > 0) ? scoreOf(judged) : null
  const habits = learnProducts(few, series, view, learned)
  const repeated = toSeries(rows, { by: 'product', least: LEAST_OF_PRODUCT })
  const products = productView(repeated, series, view, learned, habits)
  const kept = strongest(most)
  const method = quality?.better ?? 'model'
  tellNeeds({
    series: repeated,
    view: products,
    ...byCategory(repeated, products),
    method: () => method,
    habit: () => habits.whole,
    each: (_s, need: Told) => {
      if (need.returns >= USELESS && need.purchases >= LEAST_OF_PRODUCT) kept.add(need)
    },
  })
  return { needs: kept.columns(), quality }
}
