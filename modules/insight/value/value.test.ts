import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type ChanceGroup, whatIf } from './what-if.ts'

const groups = fc.array(
  fc.record({
    customers: fc.integer({ min: 1, max: 500 }),
    buys: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
    value: fc.integer({ min: 0, max: 1_000_000 }),
    orders: fc.integer({ min: 0, max: 5000 }),
  }),
  { minLength: 1, maxLength: 30 },
)
const near = (a: number, b: number) => assert.ok(Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b)), `${a} ${b}`)

test('nothing changed brings nothing; more retention never brings less; retention stays a share', () => {
  fc.assert(
    fc.property(groups, fc.integer({ min: 0, max: 30 }), (given, points) => {
      const same = whatIf(given, 0, 1)
      near(same.value.after, same.value.now)
      near(same.orders.after, same.orders.now)
      const more = whatIf(given, points, 1)
      assert.ok(more.value.after >= same.value.now - 1e-6 && more.retention.after <= 1)
      assert.ok(whatIf(given, -points, 1).value.after <= same.value.now + 1e-6)
      near(whatIf(given, 0, 1.1).value.after, 1.1 * same.value.now)
    }),
  )
})

test('two points for a hundred customers of whom half come back: a twenty-fifth more', () => {
  const half: ChanceGroup[] = [{ customers: 100, buys: 0.5, value: 10_000, orders: 200 }]
  const { retention, value, orders } = whatIf(half, 2, 1)
  near(retention.now, 0.5)
  near(retention.after, 0.52)
  near(value.after, 10_400)
  near(orders.after, 208)
  near(whatIf(half, 80, 1).value.after, 20_000)
})
