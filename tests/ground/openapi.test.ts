import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildServer } from '#core/http/server.ts'
import { openHub } from '#core/live/hub.ts'
import { serveLive } from '#core/live/serve-live.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'

const { house, app } = await openTestHouse(rooms)

interface Operation {
  operationId?: string
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, unknown> }>
}
interface Schema {
  properties?: Record<string, Schema>
  additionalProperties?: unknown
  anyOf?: Schema[]
  $ref?: string
  type?: string
  format?: string
}

/** The document as the server gives it, with the live notes that an entrance adds. */
async function readDocument() {
  const server = await buildServer(house)
  const hub = openHub(house)
  serveLive(server, house, hub)
  const document = (await server.inject('/api/openapi.json')).json()
  await server.close()
  await hub.close()
  const paths = document.paths as Record<string, Record<string, Operation>>
  const schemas = document.components.schemas as Record<string, Schema>
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
  )
  return {
    text: JSON.stringify(document),
    schemas,
    operations,
    of: new Map(operations.map((one) => [one.name, one.operation])),
  }
}

const { text, schemas, operations, of } = await readDocument()

test('errors are announced as what they are sent as', async () => {
  const refused = await app.inject('/api/customers')
  assert.match(String(refused.headers['content-type']), /^application\/problem\+json/)
  for (const { name, operation } of operations) {
    for (const status of ['4XX', '5XX']) {
      assert.deepEqual(Object.keys(operation.responses[status]?.content ?? {}), ['application/problem+json'], name)
    }
  }
})

test('every call has an id of its own, and the headers it reads are announced', () => {
  const ids = operations.map(({ operation }) => operation.operationId)
  assert.ok(ids.every(Boolean))
  assert.equal(new Set(ids).size, ids.length)
  assert.equal(of.get('patch /api/customers/{customerId}')?.operationId, 'patchCustomersByCustomerId')
  const headers = (name: string) => of.get(name)?.parameters?.filter((one) => one.in === 'header')
  assert.deepEqual(
    headers('patch /api/customers/{customerId}')?.map(({ name, required }) => [name, required]),
    [['If-Match', true]],
  )
  assert.deepEqual(
    headers('post /api/orders')?.map(({ name, required }) => [name, required]),
    [['Idempotency-Key', false]],
  )
  for (const room of house.rooms) {
    for (const { call } of room.calls ?? []) {
      const name = `${call.method.toLowerCase()} ${call.path.replaceAll(/:(\w+)/g, '{$1}')}`
      const named = (headers(name) ?? []).map((one) => one.name)
      assert.equal(named.includes('If-Match'), call.versioned === true, name)
      assert.equal(named.includes('Idempotency-Key'), call.idempotent === true, name)
    }
  }
})

test('no body is left open: unknown fields, moments and conditions', () => {
  for (const { name, operation } of operations) {
    const body = operation.requestBody?.content['application/json']?.schema
    const isClosed = !body || body.anyOf !== undefined || body.additionalProperties === false
    assert.ok(isClosed, `${name} doesn't say that it refuses unknown fields`)
  }
  const bodyOf = (name: string) => of.get(name)?.requestBody?.content['application/json']?.schema.properties ?? {}
  assert.deepEqual(bodyOf('post /api/orders').orderedAt, { type: 'string', format: 'date-time' })
  assert.equal(bodyOf('post /api/segments').condition?.$ref, '#/components/schemas/ConditionInput')
  const forms = schemas.ConditionInput?.anyOf?.map(({ properties = {} }) => Object.keys(properties)[0])
  assert.deepEqual(forms, ['all', 'any', 'not', 'field', 'bought', 'touched', 'usage', 'need', 'offer', 'segment'])
})

test('every reference leads somewhere', () => {
  for (const [, name = ''] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
    assert.ok(Object.hasOwn(schemas, name), name)
  }
})

test('streams and files stand in it too', () => {
  const given = (name: string) => Object.keys(of.get(name)?.responses['200']?.content ?? {})
  assert.deepEqual(given('get /api/live'), ['text/event-stream'])
  assert.deepEqual(given('get /api/exports/{exportId}/file'), ['application/octet-stream'])
  assert.deepEqual(given('get /api/imports/{runId}/errors.csv'), ['text/csv'])
  const part = of.get('put /api/imports/{runId}/file')
  assert.deepEqual(Object.keys(part?.requestBody?.content ?? {}), ['application/octet-stream'])
})
