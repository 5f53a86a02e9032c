import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buffersOf } from './buffers-of.ts'
import { runInThread } from './run-in-thread.ts'

const thread = new URL('./buffers-of.ts', import.meta.url)

test('memory of a result is found at any depth, once, and shared memory is left where it is', () => {
  const whole = new Float64Array(4)
  const shared = new Int32Array(new SharedArrayBuffer(8))
  const found = buffersOf({
    a: whole.subarray(1),
    b: [{ c: whole }, new Uint8Array(2)],
    d: shared,
    e: 'text',
    f: null,
    g: [1],
  })
  assert.deepEqual(
    found.map((one) => one.byteLength),
    [32, 2],
  )
})

test('a thread reads shared memory in place, and its result comes whole', async () => {
  const shared = new Int32Array(new SharedArrayBuffer(4))
  const result = await runInThread<(given: object) => unknown>(thread, 'buffersOf', [
    { shared, own: Int8Array.of(1, 2, 3) },
  ])
  assert.deepEqual(
    (result as ArrayBuffer[]).map((one) => [...new Int8Array(one)]),
    [[1, 2, 3]],
  )
})

test('what a thread throws is thrown here, and a stopped one says why', async () => {
  await assert.rejects(runInThread(thread, 'nothing', []), /exports no nothing/)
  await assert.rejects(
    runInThread(thread, 'buffersOf', [], { signal: AbortSignal.abort(new Error('enough')) }),
    /enough/,
  )
})
