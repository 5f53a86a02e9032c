import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sortAfter } from './sort-after.ts'

test('figures and moments begin at the top, names at A; picked again, each turns round', () => {
  const revenue = { sort: 'revenue', figure: true }
  const created = { sort: 'created', moment: true }
  const name = { sort: 'name' }
  assert.equal(sortAfter(revenue, '-created'), '-revenue')
  assert.equal(sortAfter(revenue, '-revenue'), 'revenue')
  assert.equal(sortAfter(created, undefined), '-created')
  assert.equal(sortAfter(created, '-created'), 'created')
  assert.equal(sortAfter(name, '-revenue'), 'name')
  assert.equal(sortAfter(name, 'name'), '-name')
})
