import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { apriori, type PlainSets } from '../testing/apriori.ts'
import { hasGroceries, readGroceries } from '../testing/groceries.ts'
import { inRow } from '../testing/in-row.ts'
import { plainSets } from '../testing/plain-sets.ts'
import { frequentSets } from './frequent-sets.ts'
import { leastCount } from './least-count.ts'
import { numberBaskets } from './number-baskets.ts'

const ITEMS = 7
const manyBaskets = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: ITEMS - 1 }), { maxLength: ITEMS }), {
  maxLength: 40,
})
const numbered = (baskets: number[][]) => ({ ...inRow(baskets), itemCount: ITEMS })

/** Every subset of the items, counted one by one. */
function bruteForce(baskets: number[][], least: number): PlainSets {
  const found: PlainSets = new Map()
  for (let mask = 1; mask < 2 ** ITEMS; mask++) {
    const set = Array.from({ length: ITEMS }, (_, item) => item).filter((item) => mask & (1 << item))
    const count = baskets.filter((basket) => set.every((item) => basket.includes(item))).length
    if (count >= least) found.set(set.join(','), count)
  }
  return found
}

const sorted = (sets: PlainSets) => [...sets].sort(([a], [b]) => (a < b ? -1 : 1))

test('FP-growth, Apriori and counting every subset agree', () => {
  fc.assert(
    fc.property(manyBaskets, fc.integer({ min: 1, max: 6 }), (baskets, least) => {
      const expected = sorted(bruteForce(baskets, least))
      const found = frequentSets(numbered(baskets), least)
      assert.ok(found)
      assert.deepEqual(sorted(plainSets(found)), expected)
      assert.deepEqual(sorted(apriori(numbered(baskets), least)), expected)
    }),
    { numRuns: 300 },
  )
})

test('limits: sets of at most so many items, and no answer beyond so many sets', () => {
  fc.assert(
    fc.property(manyBaskets, fc.integer({ min: 1, max: 4 }), (baskets, longest) => {
      const all = frequentSets(numbered(baskets), 2)
      const short = frequentSets(numbered(baskets), 2, { longest })
      assert.ok(all && short)
      const expected = sorted(plainSets(all)).filter(([set]) => set.split(',').length <= longest)
      assert.deepEqual(sorted(plainSets(short)), expected)
      const count = all.counts.length
      assert.notEqual(frequentSets(numbered(baskets), 2, { most: count }), null)
      if (count > 0) assert.equal(frequentSets(numbered(baskets), 2, { most: count - 1 }), null)
    }),
  )
})

test('support is ⌈share × baskets⌉, free of rounding', () => {
  assert.equal(leastCount(0.1, 30), 3)
  assert.equal(leastCount(0.001, 9835), 10)
  assert.equal(leastCount(0.05, 9835), 492)
  assert.equal(leastCount(0.0000001, 10), 1)
})

test('the grocery’s baskets give the published numbers of sets', {
  skip: !hasGroceries && 'skipped: no shared data',
}, () => {
  const { baskets } = numberBaskets(readGroceries())
  const count = baskets.starts.length - 1
  assert.equal(count, 9835)
  const sets = [0.05, 0.02, 0.01, 0.005, 0.001].map(
    (share) => frequentSets(baskets, leastCount(share, count))?.counts.length,
  )
  assert.deepEqual(sets, [31, 122, 333, 1001, 13_492])
})
