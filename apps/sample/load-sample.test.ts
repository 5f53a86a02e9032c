import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../rooms.ts'
import { loadSample } from './load-sample.ts'

const { app, house } = await openTestHouse(rooms)

test('the sample shop is imported, analysed, and grouped; a house with customers refuses it', async () => {
  const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: 's', permissions: ['settings.change'] }))
  const ask = () =>
    app.inject({ method: 'POST', url: '/api/sample', headers: { authorization: `Bearer ${key}` }, payload: {} })
  const steps: string[] = []
  await loadSample(house, { customers: 40, seed: 7, language: 'zh', onProgress: (step) => void steps.push(step) })
  assert.equal(steps.at(0), 'simulate')
  assert.equal(steps.at(-1), 'segments')
  const { rows } = await house.database.owner.query(`
    select (select count(*)::int from facts.customers where listed) as customers,
      (select count(*)::int from facts.orders) as orders,
      (select count(*)::int from facts.interactions) as interactions,
      (select count(*)::int from facts.customer_scores where class is not null) as scored,
      (select count(*)::int from facts.customers where class is not null) as shown,
      (select count(distinct unit_id)::int from facts.orders) as units,
      (select count(*)::int from facts.segments) as segments`)
  const found = rows[0]
  assert.ok(found.customers >= 40)
  assert.ok(found.orders > 100)
  assert.ok(found.interactions > found.orders)
  assert.ok(found.scored > 20)
  assert.equal(found.shown, found.scored, 'what the analysis says stands in the list')
  assert.ok(found.units > 2)
  assert.ok(found.segments >= 3)
  const refused = await ask()
  assert.equal(refused.statusCode, 409)
  assert.equal(refused.json().code, 'house_not_empty')
})
