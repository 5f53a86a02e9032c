import { sql } from 'kysely'
import { runInThread } from '#core/compute/run-in-thread.ts'
import type { House } from '#core/house.ts'
import { addDays } from '#core/words/dates.ts'
import { dayNumber, FIRST_DAY } from '../compute/day-number.ts'
import type { Sales } from '../predict/read-sales.ts'
import type { Prediction } from '../predict/step.ts'
import { type CountedWeeks, weeksOfLines } from './compute/weeks-of-lines.ts'

export interface WeeklyDemand {
  firstWeek: string
  weeks: number
  /** What stands exactly at a category path; '' without one. All weeks. */
  leaves: (Counted & { path: string; values: Float64Array })[]
  /** From the week of the first sale on. */
  products: (Counted & { productId: string; category: string; supplier: string | null; values: Float64Array })[]
}

export interface Counted {
  lines: number
  returned: number
}

/** So few lines are counted sooner than a thread begins. */
const FEW_LINES = 2000

/** Things stand in an order of their own, whatever that of the lines. */
const byKey =
  <T>(key: (one: T) => string) =>
  (one: T, other: T) =>
    key(one) < key(other) ? -1 : 1

/** Weekly demand of what stands in the catalogue, and of its categories; see `weeksOfLines`. Null without a full week. */
export async function readWeeks(house: House, { asOf, signal, sales: read }: Prediction): Promise<WeeklyDemand | null> {
  const sales = await read()
  const found = await count(sales, asOf, signal)
  if (!found) return null
  const known = await readProducts(house, sales.productIds)
  return {
    firstWeek: addDays(FIRST_DAY, found.firstDay),
    weeks: found.weeks,
    leaves: found.leaves
      .map(({ thing, ...leaf }) => ({ path: sales.categories[thing] as string, ...leaf }))
      .sort(byKey(({ path }) => path)),
    products: found.products
      .flatMap(({ thing, ...rest }) => {
        const product = known.get(sales.productIds[thing] as string)
        return product ? [{ ...product, ...rest }] : []
      })
      .sort(byKey(({ productId }) => productId)),
  }
}

function count(
  { lines, categories, productIds }: Sales,
  asOf: string,
  signal: AbortSignal,
): Promise<CountedWeeks | null> {
  const { category, product, day, quantity, isSale, isUndone } = lines
  const input = {
    lines: { category, product, day, quantity, isSale, isUndone },
    asOf: dayNumber(asOf),
    categories: categories.length,
    products: productIds.length,
  }
  if (day.length < FEW_LINES) return Promise.resolve(weeksOfLines(input))
  const url = new URL('./compute/weeks-of-lines.ts', import.meta.url)
  return runInThread<typeof weeksOfLines>(url, 'weeksOfLines', [input], { signal })
}

type Known = Pick<WeeklyDemand['products'][number], 'productId' | 'category' | 'supplier'>

function readProducts(house: House, productIds: readonly string[]): Promise<Map<string, Known>> {
  return house.asSystem('insight.demand', async (ctx) => {
    const { rows } = await sql<Known>`
      select product_id as "productId", coalesce(category_path, '') as category, supplier
      from facts.products where product_id = any(${productIds}::uuid[])`.execute(ctx.db)
    return new Map(rows.map((row) => [row.productId, row]))
  })
}
