import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clusterRecords, type Link } from './cluster-records.ts'

const overBy = (links: readonly Link[], otherwise: number) => (i: number, j: number) =>
  links.find(({ a, b }) => (a === i && b === j) || (a === j && b === i))?.over ?? otherwise

test('a chain whose ends contradict each other falls apart at its weaker link', () => {
  const links = [
    { a: 0, b: 1, over: 8 },
    { a: 1, b: 2, over: 3 },
  ]
  assert.deepEqual(clusterRecords(links, overBy(links, -10)), [[0, 1]])
  assert.deepEqual(clusterRecords(links, overBy(links, 1)), [[0, 1, 2]])
})

test('two families joined by one pair stay two', () => {
  const family = (from: number): Link[] => [
    { a: from, b: from + 1, over: 9 },
    { a: from, b: from + 2, over: 9 },
    { a: from + 1, b: from + 2, over: 9 },
  ]
  const links = [...family(0), ...family(3), { a: 2, b: 3, over: 2 }]
  assert.deepEqual(clusterRecords(links, overBy(links, -6)), [
    [0, 1, 2],
    [3, 4, 5],
  ])
})

test('a thousand records that are all one end in bounded time', () => {
  const links = Array.from({ length: 999 }, (_, at) => ({ a: at, b: at + 1, over: 20 }))
  const clusters = clusterRecords(links, () => 20)
  assert.ok(clusters.every((members) => members.length <= 150))
  assert.equal(clusters.flat().length, 1000)
})

test('no record is in two clusters, and the order of links makes no difference', () => {
  const link = fc.record({ a: fc.nat(12), b: fc.nat(12), over: fc.integer({ min: 1, max: 12 }) })
  fc.assert(
    fc.property(
      fc.uniqueArray(link, { selector: ({ a, b }) => `${Math.min(a, b)} ${Math.max(a, b)}`, maxLength: 20 }),
      (drawn) => {
        const links = drawn.filter(({ a, b }) => a !== b)
        const clusters = clusterRecords(links, overBy(links, -4))
        const members = clusters.flat()
        assert.equal(new Set(members).size, members.length)
        assert.deepEqual(clusterRecords(links.toReversed(), overBy(links, -4)), clusters)
      },
    ),
  )
})
