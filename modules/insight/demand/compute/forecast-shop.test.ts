import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '#core/words/seeded-random.ts'
import { forecastShop, type ShopDemand } from './forecast-shop.ts'

const WEEKS = 160
/** Whole years later the weeks of the year are the same to the day of a week. */
const FIRST = '2023-01-02'

/** Two categories, one that sells in summer, each with three products, the last of them new. */
function shop(firstWeek = FIRST, weeks = WEEKS): ShopDemand {
  const random = seededRandom(9)
  const summer = (week: number) => 1 + 0.8 * Math.cos(((week % 52.18) / 52.18 - 0.5) * 2 * Math.PI)
  const paths = ['food/ice', 'food/rice']
  const made = paths.flatMap((path, kind) =>
    [60, 30, 12].map((level, rank) => {
      const start = rank === 2 ? weeks - 30 : 0
      const values = Float64Array.from({ length: weeks - start }, (_, at) =>
        Math.round(level * (kind === 0 ? summer(start + at) : 1) * (0.85 + 0.3 * random())),
      )
      return { path, start, values }
    }),
  )
  const leaves = paths.map((path) => {
    const values = new Float64Array(weeks)
    for (const one of made)
      if (one.path === path)
        for (const [at, value] of one.values.entries()) values[one.start + at] = (values[one.start + at] ?? 0) + value
    return { path, values }
  })
  return {
    firstWeek,
    weeks,
    horizon: 12,
    leaves,
    products: made.map(({ path, values }) => ({ category: path, values })),
  }
}

test('the year’s course is found, and a new product borrows it from its category', () => {
  // The last full week is the end of January: 12 weeks on it is spring, and ice rises.
  const { hasSeasons, products, categories } = forecastShop(shop())
  assert.equal(hasSeasons, true)
  const rises = (mean: Float64Array) => (mean[11] as number) / (mean[0] as number)
  const [old, , fresh, rice] = products
  assert.equal(old?.model.season, 'index')
  assert.ok(rises(old?.mean as Float64Array) > 2, String(old?.mean))
  assert.equal(fresh?.model.season, 'index')
  assert.ok(rises(fresh?.mean as Float64Array) > 1.7, String(fresh?.mean))
  assert.ok(Math.abs(rises(rice?.mean as Float64Array) - 1) < 0.15, String(rice?.mean))
  assert.deepEqual(
    categories.map(({ path }) => path),
    ['', 'food', 'food/ice', 'food/rice'],
  )
})

test('categories add up to the whole', () => {
  const { categories } = forecastShop(shop())
  const at = (path: string, step: number) => categories.find((one) => one.path === path)?.mean[step] as number
  for (let step = 0; step < 12; step++) {
    assert.ok(Math.abs(at('food', step) - at('food/ice', step) - at('food/rice', step)) < 1e-6)
    assert.ok(Math.abs(at('', step) - at('food', step)) < 1e-6)
  }
})

test('dates shift weeks only: a leap-free shift of 28 years changes no forecast', () => {
  // The calendar of 2023 comes again in 2051: same weekdays, same leap years.
  const [now, later] = [forecastShop(shop()), forecastShop(shop('2051-01-02'))]
  assert.deepEqual(
    later.products.map(({ mean }) => [...mean]),
    now.products.map(({ mean }) => [...mean]),
  )
})

test('less than two years and twelve weeks know no season', () => {
  const { hasSeasons, products } = forecastShop(shop(FIRST, 110))
  assert.equal(hasSeasons, false)
  assert.ok(products.every(({ model }) => model.season !== 'index'))
})

test('told to keep to the base lines, only these speak', () => {
  const { products } = forecastShop({ ...shop(), baseLinesOnly: true })
  assert.ok(products.every(({ model }) => ['mean', 'seasonal-naive'].includes(model.name)))
})
