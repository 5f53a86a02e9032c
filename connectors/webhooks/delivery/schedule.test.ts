import assert from 'node:assert/strict'
import { test } from 'node:test'
import { restAfter, waitAfter } from './schedule.ts'

const waits = (random: number) => {
  const all: number[] = []
  for (let wait = waitAfter(1, random); wait !== null; wait = waitAfter(all.length + 1, random)) all.push(wait)
  return all
}
const days = (list: number[]) => list.reduce((sum, wait) => sum + wait, 0) / 86_400_000

test('ten attempts, each later than the one before, over three days and less than four', () => {
  for (const random of [0, 0.5, 0.999]) {
    const all = waits(random)
    assert.equal(all.length, 9)
    assert.deepEqual(
      all,
      all.toSorted((a, b) => a - b),
    )
    assert.ok(days(all) >= 3 && days(all) < 4, `${days(all)}`)
  }
  assert.notDeepEqual(waits(0.1), waits(0.9), 'some chance is in it')
})

test('an address rests after the third failure, longer each time, a quarter of an hour at most', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 20].map(restAfter), [0, 0, 0, 30_000, 60_000, 900_000])
})
