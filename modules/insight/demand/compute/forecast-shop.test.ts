import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from '#core/words/seeded-random.ts'
import { sumsWithin } from '../sums-within.ts'
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

/** Sales that share a growth and a course which no model of one product sees, as those of one shop do. */
function grown(seed: number) {
  const random = seededRandom(seed)
  const normal = () => Array.from({ length: 12 }, random).reduce((sum, one) => sum + one, -6)
  const weeks = 156
  let level = 1
  const common = Array.from({ length: weeks }, (_, week) => {
    level *= Math.exp(0.004 + 0.05 * normal())
    return level * (1 + 0.3 * Math.sin((week / 52.18) * 2 * Math.PI)) * Math.exp(0.08 * normal())
  })
  const drawn = (mean: number) => Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
  return Array.from({ length: 60 }, (_, at) => ({
    path: `part ${at % 4}/kind ${at % 12}`,
    values: Float64Array.from(common, (share) => (at % 3 === 0 && random() < 0.6 ? 0 : drawn(share * (2 + at)))),
  }))
}

test('80 % intervals hold: of products, of categories and the shop, and of sums', () => {
  const held = { products: [0, 0], categories: [0, 0], sums: [0, 0] }
  const add = (of: number[], isHeld: boolean) => {
    of[0] = (of[0] as number) + Number(isHeld)
    of[1] = (of[1] as number) + 1
  }
  for (let seed = 1; seed <= 8; seed++) {
    const made = grown(seed)
    const weeks = 144
    const sumOf = (path: string) => {
      const inside = made.filter((one) => path === '' || one.path === path || one.path.startsWith(`${path}/`))
      return Float64Array.from({ length: 156 }, (_, week) =>
        inside.reduce((sum, { values }) => sum + (values[week] as number), 0),
      )
    }
    const paths = [...new Set(made.map(({ path }) => path))]
    const { products, categories } = forecastShop({
      firstWeek: FIRST,
      weeks,
      horizon: 12,
      leaves: paths.map((path) => ({ path, values: sumOf(path).slice(0, weeks) })),
      products: made.map(({ path, values }) => ({ category: path, values: values.slice(0, weeks) })),
    })
    const judge = (forecast: (typeof products)[number], values: Float64Array, of: number[]) => {
      let sum = 0
      for (let h = 0; h < 12; h++) {
        const value = values[weeks + h] as number
        sum += value
        add(of, value >= (forecast.low80[h] as number) - 1e-9 && value <= (forecast.high80[h] as number) + 1e-9)
        if (h === 0) continue
        const { low, high } = sumsWithin(h + 1, [...forecast.sumMean], [...forecast.sumDeviation])
        add(held.sums, sum >= low && sum <= high)
      }
    }
    for (const [at, one] of products.entries()) judge(one, made[at]?.values as Float64Array, held.products)
    for (const one of categories) judge(one, sumOf(one.path), held.categories)
  }
  const share = ([inside, all]: number[]) => (inside as number) / (all as number)
  // The errors of one shop go together: eight shops are eight draws, not thousands.
  for (const [name, of] of Object.entries(held))
    assert.ok(share(of) > 0.72 && share(of) < 0.93, `${name}: ${share(of)}`)
})

test('told to keep to the base lines, only these speak', () => {
  const { products } = forecastShop({ ...shop(), baseLinesOnly: true })
  assert.ok(products.every(({ model }) => ['mean', 'seasonal-naive'].includes(model.name)))
})
