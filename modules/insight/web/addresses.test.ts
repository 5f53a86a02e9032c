import assert from 'node:assert/strict'
import { test } from 'node:test'
import { returningAt } from './addresses.ts'

test('who came back in a month: bought in it, and for the first time before it', () => {
  const to = new URL(returningAt({ month: '2026-03-01', unit: '7', name: 'Back in March' }), 'http://desk')
  assert.equal(to.pathname, '/segments/new')
  assert.equal(to.searchParams.get('name'), 'Back in March')
  assert.deepEqual(JSON.parse(to.searchParams.get('condition') ?? ''), {
    all: [
      {
        bought: { measure: 'times', compare: 'atLeast', value: '1', within: { from: '2026-03-01', to: '2026-03-31' } },
      },
      { field: 'firstOrder', op: 'between', value: [null, '2026-02-28'] },
      { field: 'unit', op: 'is', value: [7] },
    ],
  })
})
