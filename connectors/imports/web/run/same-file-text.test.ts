import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sameFileText } from './same-file-text.ts'

test('that nothing had to change is said only where nothing changed', () => {
  const run = { sameAs: 'earlier', state: 'done' as const, new: 0, changed: 0 }
  assert.equal(sameFileText(run), 'imports:result.same')
  assert.equal(sameFileText({ ...run, changed: 1 }), 'imports:result.sameButNew')
  // The file was taken back in the meantime.
  assert.equal(sameFileText({ ...run, new: 77_628 }), 'imports:result.sameButNew')
  assert.equal(sameFileText({ ...run, state: 'failed' }), null)
  assert.equal(sameFileText({ ...run, sameAs: null }), null)
})
