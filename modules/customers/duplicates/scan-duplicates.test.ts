import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findDuplicates } from './compute/find-duplicates.ts'
import type { ScanProgress } from './compute/table.ts'
import { scanInWorker } from './scan-in-worker.ts'
import { makePeople } from './testing/made-people.ts'

const threads = () =>
  process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort' || kind === 'Worker').length

test('a scan in a thread gives what a scan in place gives, tells how far it is, and ends its thread', async () => {
  const { rows } = makePeople(600, 4)
  const told: ScanProgress[] = []
  const before = threads()
  const result = await scanInWorker(rows, { threshold: 0.9 }, { onProgress: (progress) => told.push(progress) })
  assert.deepEqual(result, findDuplicates(rows, { threshold: 0.9 }))
  assert.ok(result.pairs.every(({ probability }) => probability >= 0.9))
  assert.deepEqual([...new Set(told.map(({ phase }) => phase))], ['read', 'train', 'compare', 'cluster'])
  assert.equal(threads(), before)
})

test('an aborted scan rejects at once with the reason and leaves no thread behind', async () => {
  const { rows } = makePeople(20_000, 4)
  const before = threads()
  const control = new AbortController()
  const scan = scanInWorker(rows, {}, { signal: control.signal, onProgress: () => control.abort(new Error('enough')) })
  await assert.rejects(scan, /enough/)
  assert.equal(threads(), before)
  await assert.rejects(scanInWorker(rows, {}, { signal: AbortSignal.abort(new Error('never')) }), /never/)
})

test('an error in the thread is the error of the scan', async () => {
  const before = threads()
  await assert.rejects(scanInWorker([null as never]), TypeError)
  assert.equal(threads(), before)
})
