import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hypergeometricTail } from './hypergeometric-tail.ts'

const choose = (n: number, k: number): bigint => {
  if (k < 0 || k > n) return 0n
  let value = 1n
  for (let at = 1; at <= k; at++) value = (value * BigInt(n - k + at)) / BigInt(at)
  return value
}

/** Whole numbers, so nothing is rounded but the last division. */
function exactTail({ all, first, second, both }: { all: number; first: number; second: number; both: number }): number {
  let sum = 0n
  for (let k = both; k <= Math.min(first, second); k++) sum += choose(first, k) * choose(all - first, second - k)
  return Number((sum * 10n ** 30n) / choose(all, second)) / 1e30
}

test('Fisher’s tea: three cups of four guessed right happen in 17 of 70', () => {
  assert.ok(Math.abs(hypergeometricTail({ all: 8, first: 4, second: 4, both: 3 }) - 17 / 70) < 1e-14)
})

test('equals the sum in whole numbers', () => {
  fc.assert(
    fc.property(fc.nat(120), fc.nat(120), fc.nat(120), fc.nat(120), (a, b, c, d) => {
      const all = Math.max(1, a)
      const table = { all, first: b % (all + 1), second: c % (all + 1), both: d % (all + 1) }
      const [found, exact] = [hypergeometricTail(table), exactTail(table)]
      assert.ok(
        Math.abs(found - exact) <= 1e-10 * Math.max(exact, 1e-12) + 1e-12,
        `${JSON.stringify(table)} ${found} ${exact}`,
      )
    }),
  )
})

test('a million baskets: between 0 and 1, falling as more stand together', () => {
  let before = 1
  for (const both of [0, 90, 100, 110, 150, 300]) {
    const p = hypergeometricTail({ all: 1_000_000, first: 10_000, second: 10_000, both })
    assert.ok(p >= 0 && p <= before)
    before = p
  }
  assert.ok(before < 1e-30)
})
