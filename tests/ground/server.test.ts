import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'

const { app } = await openTestHouse(rooms)

test('health answers without an account', async () => {
  const answer = await app.inject('/health')
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.json().status, 'ok')
})

test('an unknown address is a problem with a request id', async () => {
  const answer = await app.inject('/api/nothing')
  assert.equal(answer.statusCode, 404)
  assert.equal(answer.json().code, 'no_such_address')
  assert.match(answer.json().requestId, /^[0-9a-f-]{36}$/)
})

test('the calls are documented as OpenAPI 3.1', async () => {
  const answer = await app.inject('/api/openapi.json')
  assert.equal(answer.json().openapi, '3.1.0')
})
