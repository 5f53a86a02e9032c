import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { uuid7 } from './uuid7.ts'

test('ids sort in the order they were made, even when the clock stands or goes back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2_000_000_000_000 }), { minLength: 2, maxLength: 50 }), (clock) => {
      const ids = clock.map((now) => uuid7(now))
      assert.deepEqual(ids.toSorted(), ids)
      for (const id of ids) assert.match(id, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    }),
  )
})

test('more ids in one millisecond than the counter holds are still sorted and all different', () => {
  const now = Date.now() + 10_000_000_000_000
  const ids = Array.from({ length: 10_000 }, () => uuid7(now))
  assert.deepEqual(ids.toSorted(), ids)
  assert.equal(new Set(ids).size, ids.length)
  assert.equal(Number.parseInt((ids[0] ?? '').replaceAll('-', '').slice(0, 12), 16), now)
})
