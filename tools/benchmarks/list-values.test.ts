import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askAs } from '#modules/customers/list/testing/ask.ts'
import { fillCustomers } from '#modules/customers/list/testing/fill-customers.ts'
import { openCustomersHouse } from '#modules/customers/testing/open-customers-house.ts'
import { conditionsOf, type OfferedField } from './list-values.ts'

test('the bench of lists has a value for every field that lists offer, and the server takes it', async () => {
  const tested = await openCustomersHouse()
  const { owner } = tested.house.database
  await fillCustomers(owner, 300)
  const ask = await askAs(tested)
  const items = (await ask('GET', '/api/customers/fields')).body.items as unknown as OfferedField[]
  const offered = items.filter(({ segmentsOnly, key }) => !segmentsOnly && key !== 'segment')
  const conditions = await conditionsOf(owner, offered, [])
  assert.deepEqual(new Set(conditions.map(({ field }) => field)), new Set(offered.map(({ key }) => key)))
  for (const condition of conditions) {
    const { status, body } = await ask('GET', '/api/customers', { query: { filter: JSON.stringify([condition]) } })
    assert.equal(status, 200, JSON.stringify([condition, body]))
  }
})
