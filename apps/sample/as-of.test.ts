import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../rooms.ts'
import { loadSample } from './load-sample.ts'

const { house } = await openTestHouse(rooms)

test('the sample shop of a past day ends the day before, and is told as of that day', async () => {
  const asOf = '2026-03-10'
  await loadSample(house, { customers: 200, seed: 1, language: 'en', asOf })
  const { rows } = await house.database.owner.query(`
    select (select max(ordered_at at time zone 'Asia/Shanghai')::date::text from orders.orders) as last,
      (select array_agg(distinct as_of::text) from insight.scores) as scored,
      (select array_agg(distinct as_of::text) from insight.predictions) as predicted,
      (select array_agg(distinct as_of::text) from insight.needs) as needed`)
  assert.ok(rows[0].last < asOf && rows[0].last > '2026-03-01', rows[0].last)
  assert.deepEqual([rows[0].scored, rows[0].predicted, rows[0].needed], [[asOf], [asOf], [asOf]])
})
