import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'

const { app } = await openTestHouse(rooms)

const status = async (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  (await app.inject({ url: '/metrics', headers, remoteAddress })).statusCode

test('K2: metrics are for this machine itself, not for who comes through a proxy on it', async () => {
  for (const headers of [
    { 'x-forwarded-for': '203.0.113.9' },
    { 'x-forwarded-for': '127.0.0.1' },
    { 'x-real-ip': '127.0.0.1' },
    { forwarded: 'for=127.0.0.1' },
    { via: '1.1 proxy' },
    { 'x-forwarded-proto': 'https' },
    { 'x-forwarded-host': 'crm.shop.test' },
  ] as Record<string, string>[]) {
    assert.equal(await status(headers), 404, JSON.stringify(headers))
  }
  assert.equal(await status({}, '203.0.113.9'), 404)
  assert.equal(await status({}, '10.0.0.1'), 404)
  for (const own of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1']) {
    assert.equal(await status({}, own), 200, `control: ${own}`)
  }
})

test('K2: with a token it is the token and nothing else', async (t) => {
  process.env.METRICS_TOKEN = 'a token for tests'
  t.after(() => {
    delete process.env.METRICS_TOKEN
  })
  const away = '203.0.113.9'
  assert.equal(await status(), 404, 'the machine itself needs it too')
  assert.equal(await status({ authorization: 'Bearer a token for testz' }, away), 404)
  assert.equal(await status({ authorization: 'Bearer ' }, away), 404)
  assert.equal(await status({ authorization: 'Bearer a token for tests', via: '1.1 proxy' }, away), 200, 'control')
})

test('K2: metrics name routes, never what was asked for', async () => {
  await app.inject('/api/customers?q=canary-name')
  await app.inject('/api/customers/01930000-0000-7000-8000-00000000cafe')
  const { body } = await app.inject('/metrics')
  assert.doesNotMatch(body, /canary|cafe/)
  assert.match(body, /route="\/api\/customers\/:customerId"/, 'control: they are counted')
})
