import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { inLanes } from './in-lanes.ts'

test('every item once, never more at a time than there are lanes', async () => {
  const done: number[] = []
  let [running, most] = [0, 0]
  await inLanes(Array.from({ length: 25 }, (_, at) => at).values(), 3, async (item) => {
    most = Math.max(most, ++running)
    await wait(item % 4)
    running--
    done.push(item)
  })
  assert.deepEqual(
    done.toSorted((a, b) => a - b),
    Array.from({ length: 25 }, (_, at) => at),
  )
  assert.equal(most, 3)
})

test('the first failure ends it, after the others have come to their end', async () => {
  const done: number[] = []
  const work = async (item: number) => {
    await wait(item === 1 ? 1 : 10)
    if (item === 1) throw new Error('one is broken')
    done.push(item)
  }
  await assert.rejects(inLanes([0, 1, 2, 3, 4, 5], 2, work), /one is broken/)
  assert.deepEqual(done, [0])
})
