import assert from 'node:assert/strict'
import { test } from 'node:test'
import { viewOf, viewOrigin } from './view-origin.ts'

const views = [
  { key: 'all', search: {}, mine: false },
  { key: 'tea', search: { tags: 'tea', sort: '-revenue' }, mine: true },
  { key: 'shared', search: { class: 'key' }, mine: false },
]

test('a view is what shows the same, in whatever order it is written', () => {
  assert.equal(viewOf({ sort: '-revenue', tags: 'tea' }, views)?.key, 'tea')
  assert.equal(viewOf({ tags: 'tea' }, views), undefined)
})

test('a changed filter still belongs to the own view it began from, until another view is opened', () => {
  const opened = viewOrigin(null, { tags: 'tea', sort: '-revenue' }, views)
  assert.equal(opened, 'tea')
  const changed = { tags: 'tea', sort: '-revenue', region: 'CN' }
  assert.equal(viewOrigin(opened, changed, views), 'tea')
  assert.equal(viewOrigin(opened, {}, views), null)
  assert.equal(viewOrigin(opened, { class: 'key' }, views), null)
})

test('other people’s views and removed ones are nothing to bring up to date', () => {
  assert.equal(viewOrigin(null, { region: 'CN' }, views), null)
  assert.equal(
    viewOrigin(
      'tea',
      { region: 'CN' },
      views.filter(({ key }) => key !== 'tea'),
    ),
    null,
  )
})
