import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyKey } from './every-key.ts'

const pages: Record<string, { items: { id: string }[]; next: string | null }> = {
  start: { items: [{ id: 'a' }, { id: 'b' }], next: 'p2' },
  p2: { items: [{ id: 'c' }, { id: 'd' }], next: 'p3' },
  p3: { items: [{ id: 'e' }], next: null },
}
const asked: string[] = []
const ask = async (cursor: string | null) => {
  asked.push(cursor ?? 'start')
  return pages[cursor ?? 'start'] ?? { items: [], next: null }
}

test('all pages, once each, in order', async () => {
  assert.deepEqual(await everyKey(ask, 100), ['a', 'b', 'c', 'd', 'e'])
})

test('never more than asked for, and no page beyond it', async () => {
  asked.length = 0
  assert.deepEqual(await everyKey(ask, 3), ['a', 'b', 'c'])
  assert.deepEqual(asked, ['start', 'p2'])
})

test('a list that changed meanwhile is not read to its end', async () => {
  asked.length = 0
  await everyKey(ask, 100, () => false)
  assert.deepEqual(asked, ['start'])
})
