import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makePeople } from '../testing/made-people.ts'
import { findDuplicates } from './find-duplicates.ts'
import { rescore } from './rescore.ts'
import { scoreGiven } from './score-given.ts'

for (const records of [600, 2500]) {
  test(`what a scan of ${records} learned scores its pairs again, alone or all together, to the same bit`, () => {
    const { rows } = makePeople(records, 9)
    const { pairs, learned } = findDuplicates(rows, { threshold: 0.3 })
    assert.ok(pairs.length > 20)
    const kept = structuredClone(learned)
    assert.deepEqual(rescore(rows, kept, { threshold: 0.3, country: 'CN' }), pairs)
    const some = pairs.slice(0, 40)
    const ids = new Set(some.flatMap(({ a, b }) => [a, b]))
    const given = { rows: rows.filter(({ id }) => ids.has(id)), pairs: some.map(({ a, b }) => [b, a] as const) }
    assert.deepEqual(scoreGiven({ ...given, threshold: 0.3, country: 'CN' }, kept), some)
  })
}

test('records meet in keys exactly where the rules of the scan bring them together', () => {
  const { rows } = makePeople(2500, 9)
  const { pairs, keys } = findDuplicates(rows, { threshold: 0.9, withKeys: true })
  const ids = rows.map(({ id }) => id).sort()
  const keysOf = new Map(ids.map((id, at) => [id, new Set(keys?.[at])]))
  const meet = (a: string, b: string) => [...(keysOf.get(a) ?? [])].some((key) => keysOf.get(b)?.has(key))
  assert.ok(pairs.every(({ a, b }) => meet(a, b)))
  const strangers = ids.slice(0, 60).flatMap((a, at) => ids.slice(at + 1, 60).map((b) => meet(a, b)))
  assert.ok(strangers.filter(Boolean).length < strangers.length / 4, 'control: most strangers have no key in common')
})
