import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../apps/rooms.ts'

const { app, house } = await openTestHouse(rooms)
const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: 'g7', permissions: ['settings.change'] }))
const ask = () => app.inject({ url: '/api/settings', headers: { authorization: `Bearer ${key}` } })

test('G7: 200 requests share ten connections with a transaction that keeps one for long', async () => {
  const long = house.asSystem('test', (ctx) => sql`select pg_sleep(3)`.execute(ctx.db))
  await wait(50)
  const answers = await Promise.all(Array.from({ length: 200 }, ask))
  assert.deepEqual(new Set(answers.map((answer) => answer.statusCode)), new Set([200]))
  await long
})

test('G7: when every connection is taken a request is told so within 6 s and the next ones are served again', {
  timeout: 30_000,
}, async () => {
  const all = Array.from({ length: 10 }, () => house.asSystem('test', (ctx) => sql`select pg_sleep(7)`.execute(ctx.db)))
  await wait(100)
  const begun = Date.now()
  const refused = await ask()
  assert.equal(refused.statusCode, 503)
  assert.equal(refused.json().code, 'database_unavailable')
  assert.ok(refused.headers['retry-after'])
  assert.ok(Date.now() - begun < 6500)
  await Promise.all(all)
  assert.equal((await ask()).statusCode, 200, 'positive control')
})

test('G7: a forgotten transaction is ended by the database, and what it had locked is free again', async () => {
  const { rows } = await house.database.app.query('show idle_in_transaction_session_timeout')
  assert.equal(rows[0].idle_in_transaction_session_timeout, '1min')
  const forgetful = new pg.Client({ ...house.database.connection, idle_in_transaction_session_timeout: 300 })
  const told: (string | undefined)[] = []
  forgetful.on('error', (error: Error & { code?: string }) => told.push(error.code))
  await forgetful.connect()
  await forgetful.query('begin; select pg_advisory_xact_lock(4711)')
  const lock = () => house.database.app.query('select pg_try_advisory_lock(4711) as free')
  assert.equal((await lock()).rows[0].free, false, 'positive control: before the limit it holds its lock')
  await wait(600)
  assert.equal((await lock()).rows[0].free, true)
  assert.equal(told[0], '25P03', 'idle_in_transaction_session_timeout')
  await assert.rejects(forgetful.query('commit'))
})
