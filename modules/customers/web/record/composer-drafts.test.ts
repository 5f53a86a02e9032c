import assert from 'node:assert/strict'
import { test } from 'node:test'
import { composerDrafts } from './composer-drafts.ts'

const call = { kind: 'call', direction: 'inbound', when: '', text: 'wants the blue one' } as const

test('a half-written call is kept for its customer and nobody else', () => {
  composerDrafts.write('a', call)
  assert.deepEqual(composerDrafts.read('a'), call)
  assert.equal(composerDrafts.read('b').text, '')
  composerDrafts.forget('a')
  assert.equal(composerDrafts.read('a').text, '')
})

test('an emptied draft is none', () => {
  composerDrafts.write('a', call)
  composerDrafts.write('a', { ...call, text: '  ' })
  assert.equal(composerDrafts.read('a').kind, 'note')
})
