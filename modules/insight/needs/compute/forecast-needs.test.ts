import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '#core/words/seeded-random.ts'
import { incompleteBeta } from '../../compute/incomplete-beta.ts'
import { collectRows } from './collect-rows.ts'
import { forecastNeeds } from './forecast-needs.ts'
import type { Habit } from './habit.ts'
import { type Known, predictSeries } from './predict-series.ts'
import type { PurchaseRows } from './purchase-rows.ts'
import { waitingCurves } from './waiting-curve.ts'

const AS_OF = 20_000

/** Customers of two categories and four products with gaps of about 30 and 45 days. */
function made(seed: number, { customers = 60, shift = 0 } = {}): PurchaseRows {
  const random = seededRandom(seed)
  const rows = collectRows()
  for (let customer = 0; customer < customers; customer++)
    for (const [category, gap] of [
      [0, 30],
      [1, 45],
    ] as const)
      for (let ago = Math.floor(random() * 40); ago < 420; ago += 1 + Math.round(gap * (0.5 + random())))
        rows.add(
          customer,
          category,
          category * 2 + Math.floor(random() * 2),
          AS_OF + shift - ago,
          1 + Math.floor(random() * 3),
          10,
        )
  return rows.rows({ customers, categories: 2, products: 4 })
}

const forecast = (rows: PurchaseRows, asOf = AS_OF) =>
  forecastNeeds({ rows, asOf, sets: new Int32Array(rows.customers) })

test('shifting all days shifts every prediction by as much', () => {
  const [here, there] = [forecast(made(1)), forecast(made(1, { shift: 137 }), AS_OF + 137)]
  for (const column of ['due', 'next', 'low', 'high'] as const)
    assert.deepEqual(
      there.needs[column].map((day) => day - 137),
      here.needs[column],
    )
  assert.deepEqual(there.needs.within30, here.needs.within30)
})

test('the order of the rows does not matter', () => {
  const rows = made(2)
  const order = [...rows.day.keys()]
  const random = seededRandom(9)
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[order[at], order[other]] = [order[other] as number, order[at] as number]
  }
  const shuffled: PurchaseRows = { ...rows }
  for (const column of ['customer', 'category', 'product', 'day'] as const)
    shuffled[column] = Int32Array.from(order, (at) => rows[column][at] as number)
  shuffled.quantity = Float32Array.from(order, (at) => rows.quantity[at] as number)
  shuffled.revenue = Float64Array.from(order, (at) => rows.revenue[at] as number)
  assert.deepEqual(forecast(shuffled), forecast(rows))
})

const habits = fc.record<Habit>({
  regularity: fc.double({ min: 0.5, max: 12, noNaN: true }),
  alike: fc.double({ min: 0.5, max: 30, noNaN: true }),
  typical: fc.double({ min: 3, max: 200, noNaN: true }),
  paceShare: fc.double({ min: 0, max: 1, noNaN: true }),
  a: fc.double({ min: 0.01, max: 3, noNaN: true }),
  b: fc.double({ min: 0.1, max: 10, noNaN: true }),
})

test('a last purchase that lasts longer never comes due earlier, and a longer wait never makes it likelier that they stay', () => {
  fc.assert(
    fc.property(
      habits,
      fc.integer({ min: 0, max: 80 }),
      fc.double({ min: 1, max: 90, noNaN: true }),
      fc.integer({ min: 0, max: 200 }),
      fc.double({ min: 1, max: 4, noNaN: true }),
      (habit, gaps, mean, waited, longer) => {
        const curves = waitingCurves(habit)
        const of = (stretch: number, days: number): Known => ({
          gaps,
          sum: gaps * mean,
          wait: days / stretch,
          quiet: 0,
          active: 0.9,
          stretch,
          pace: 0,
        })
        const [usual, big] = [
          predictSeries(habit, curves, of(1, waited)),
          predictSeries(habit, curves, of(longer, waited)),
        ]
        for (const day of ['due', 'next', 'low', 'high'] as const)
          assert.ok(big.days()[day] >= usual.days()[day] * (1 - 1e-3), day)
        assert.ok(predictSeries(habit, curves, of(1, waited + 10)).stays <= usual.stays + 1e-9)
        const { low, next, high } = usual.days()
        assert.ok(low <= next && next <= high && low >= waited)
      },
    ),
    { numRuns: 300 },
  )
})

test('returns take back whole purchases and leave part of others', () => {
  const rows = collectRows()
  for (let customer = 0; customer < 20; customer++) {
    for (let ago = customer; ago < 400; ago += 30) rows.add(customer, 0, 0, AS_OF - ago, 2, 10)
    rows.add(customer, 0, 1, AS_OF, 3, 30)
    rows.add(customer, 0, 1, AS_OF, customer < 10 ? -3 : -1, -30)
  }
  const { needs } = forecast(rows.rows({ customers: 20, categories: 1, products: 2 }))
  for (const [at, customer] of needs.customer.entries()) {
    assert.equal(needs.last[at], customer < 10 ? AS_OF - customer : AS_OF)
    if (customer > 0) assert.equal(needs.lastQuantity[at], 2)
  }
})

test('the incomplete beta agrees with closed forms', () => {
  for (const x of [1e-9, 0.02, 0.3, 0.5, 0.8, 0.999]) {
    assert.ok(Math.abs(incompleteBeta(x, 1, 3.5) - (1 - (1 - x) ** 3.5)) < 1e-9)
    assert.ok(Math.abs(incompleteBeta(x, 2.7, 1) - x ** 2.7) < 1e-9)
    assert.ok(Math.abs(incompleteBeta(x, 2, 3) - (6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4)) < 1e-9)
    assert.ok(Math.abs(incompleteBeta(x, 40, 7.3) + incompleteBeta(1 - x, 7.3, 40) - 1) < 1e-9)
  }
})

/** Customers who come every so many days; half of them stopped long ago without a sign. */
function clockwork(): PurchaseRows {
  const rows = collectRows()
  for (let customer = 0; customer < 200; customer++) {
    const [gap, since] = [9 + (customer % 8) * 7, customer % 2 === 0 ? 0 : 90 + (customer % 30)]
    for (let ago = since + (customer % gap); ago < 700; ago += gap) rows.add(customer, 0, 0, AS_OF - ago, 1, 10)
  }
  return rows.rows({ customers: 200, categories: 1, products: 1 })
}

test('where the mean interval of a customer was nearer beyond chance its days are told', () => {
  const rows = clockwork()
  const { comingQuality, comingRule, coming } = forecast(rows)
  assert.equal(comingQuality?.better, 'customer')
  assert.equal(comingRule.base?.of, 'customer')
  assert.ok((comingQuality?.error.customer ?? 9) < (comingQuality?.error.model ?? 0) / 2)
  assert.ok(coming.customer.length >= 100)
  for (const [at, customer] of coming.customer.entries()) {
    const days = [...rows.day.filter((_, row) => rows.customer[row] === customer)].sort((one, other) => one - other)
    const gap: number = ((days.at(-1) as number) - (days[0] as number)) / (days.length - 1)
    const due: number = (days.at(-1) as number) + gap
    if (due > AS_OF)
      assert.ok(Math.abs((coming.next[at] as number) - due) <= 1, `${customer}: ${coming.next[at]} for ${due}`)
  }
})

test('else the model’s days are told', () => {
  const { comingQuality, comingRule } = forecast(made(3, { customers: 150 }))
  assert.equal(comingQuality?.better, 'model')
  assert.equal(comingRule.base, undefined)
})
