import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { SalesLines } from '../../compute/sales-lines.ts'
import { basketsOfLines } from './baskets-of-lines.ts'

const CUSTOMERS = 4
const ITEMS = 5
const line = fc.record({
  customer: fc.integer({ min: -1, max: CUSTOMERS - 1 }),
  order: fc.integer({ min: -2, max: 2 }),
  product: fc.integer({ min: -1, max: ITEMS - 1 }),
  day: fc.integer({ min: 10, max: 14 }),
  quantity: fc.constantFrom(-1, 1, 2.5),
  isPriced: fc.constantFrom(0, 1),
})
type Line = typeof line extends fc.Arbitrary<infer One> ? One : never

const columns = (lines: readonly Line[]): SalesLines => ({
  customer: Int32Array.from(lines, (one) => one.customer),
  order: Int32Array.from(lines, (one) => one.order),
  category: new Int32Array(lines.length).fill(-1),
  product: Int32Array.from(lines, (one) => one.product),
  day: Int32Array.from(lines, (one) => one.day),
  quantity: Float32Array.from(lines, (one) => one.quantity),
  revenue: new Float64Array(lines.length),
  isSale: Uint8Array.from(lines, (one) => one.isPriced),
  isPriced: Uint8Array.from(lines, (one) => one.isPriced),
  brand: new Int32Array(lines.length).fill(-1),
  isUndone: new Uint8Array(lines.length),
})

/** Each basket as a text, by the plainest way there is. */
function plain(lines: readonly Line[], isKnown: Uint8Array): string[] {
  const baskets = new Map<string, Set<number>>()
  for (const { customer, order, product, day, quantity, isPriced } of lines) {
    if (isPriced === 0 || quantity <= 0 || day < 11 || day > 13 || isKnown[product] !== 1) continue
    const key = `${customer} ${day} ${order}`
    baskets.set(key, (baskets.get(key) ?? new Set()).add(product))
  }
  return [...baskets].map(([key, items]) => `${key.replace(/ \S+$/, '')}: ${[...items].sort().join(' ')}`).sort()
}

test('lines become one basket an order, priced sales of known products within the days, a customer’s together', () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const isKnown = Uint8Array.of(1, 1, 0, 1, 1)
      const shop = basketsOfLines(columns(lines), { from: 11, to: 13, customers: CUSTOMERS, isKnown })
      const found = Array.from(shop.days, (day, at) => {
        const items = [...shop.items.subarray(shop.starts[at], shop.starts[at + 1])].sort()
        return `${shop.buyers[at]} ${day}: ${items.join(' ')}`
      })
      assert.deepEqual(found.sort(), plain(lines, isKnown))
      const seen = [...shop.buyers].filter((buyer, at) => buyer !== shop.buyers[at - 1])
      assert.equal(new Set(seen).size, seen.length, 'nobody is come back to')
    }),
  )
})
