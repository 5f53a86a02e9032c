import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askAs } from '../list/testing/ask.ts'
import { openCustomersHouse } from '../testing/open-customers-house.ts'

const tested = await openCustomersHouse()
const mine = await askAs(tested)
const other = await askAs(tested)
const body = { list: 'customers', name: 'Tea lovers', search: { tags: 'tea', sort: '-revenue' } }
const names = async (ask: typeof mine) =>
  ((await ask('GET', '/api/views', { query: { list: 'customers' } })).body.items ?? []).map((view) => view.name)

test('a view is its owner’s until shared; others see but never change it', async () => {
  const made = await mine('POST', '/api/views', { body })
  const viewId = String(made.body.viewId)
  assert.deepEqual([await names(mine), await names(other)], [['Tea lovers'], []])
  const shared = await mine('PATCH', `/api/views/${viewId}`, { version: 1, body: { shared: true } })
  assert.equal(shared.status, 200)
  assert.deepEqual(await names(other), ['Tea lovers'])
  const seen = (await other('GET', '/api/views', { query: { list: 'customers' } })).body.items?.[0]
  assert.deepEqual([seen?.mine, seen?.search], [false, body.search])
  assert.equal(
    (await other('PATCH', `/api/views/${viewId}`, { version: 2, body: { name: 'Mine' } })).body.code,
    'view_not_found',
  )
  assert.equal((await other('DELETE', `/api/views/${viewId}`)).body.code, 'view_not_found')
  assert.equal(
    (await mine('PATCH', `/api/views/${viewId}`, { version: 1, body: { name: 'Old' } })).body.code,
    'record_changed',
  )
  assert.equal((await mine('DELETE', `/api/views/${viewId}`)).status, 204)
  assert.deepEqual(await names(mine), [])
})

test('keys of a view are plain names', async () => {
  assert.equal((await mine('POST', '/api/views', { body: { ...body, search: { 'a b': 'x' } } })).status, 400)
})
