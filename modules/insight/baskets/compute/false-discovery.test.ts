import assert from 'node:assert/strict'
import { test } from 'node:test'
import { falseDiscovery } from './false-discovery.ts'

/** Benjamini & Hochberg 1995, section 3.2. */
const PUBLISHED = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
]

test('the published example: four of fifteen at 5 %', () => {
  const q = falseDiscovery(Float64Array.from(PUBLISHED), PUBLISHED.length)
  assert.equal(q.filter((value) => value <= 0.05).length, 4)
  assert.ok(Math.abs((q[0] as number) - 0.0015) < 1e-12)
})

test('order is kept, and tests that were not looked at make it stricter', () => {
  const q = falseDiscovery(Float64Array.from([0.04, 0.001, 0.02]), 3)
  assert.deepEqual(
    Array.from(q, (value) => Math.round(value * 1e6) / 1e6),
    [0.04, 0.003, 0.03],
  )
  const strict = falseDiscovery(Float64Array.from([0.04, 0.001, 0.02]), 300)
  assert.ok(strict.every((value, at) => value > (q[at] as number) && value <= 1))
})
