import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildServer } from '#core/http/server.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'
import { serveErrors } from '../../apps/serve-errors.ts'

const { house, app } = await openTestHouse(rooms)
const server = await buildServer(house)
serveErrors(server)

test('the type of an error leads to the page that explains its code, and every code stands there', async () => {
  const { type } = (await app.inject('/api/customers')).json()
  assert.equal(type, '/docs/errors#not_signed_in')
  const page = await server.inject(new URL(type, house.publicUrl).pathname)
  assert.equal(page.statusCode, 200)
  assert.match(String(page.headers['content-type']), /^text\/html/)
  assert.match(page.body, /<a id="not_signed_in"><\/a><code>not_signed_in<\/code>[\s\S]{0,80}Bearer KEY/)
  const codes = rooms
    .flatMap((room) => [...(room.calls ?? []).map((one) => one.call), ...(room.exchanges ?? [])])
    .flatMap((call) => call.errors ?? [])
  assert.ok(codes.length > 100)
  const missing = codes.filter((code) => !page.body.includes(`<a id="${code}"></a>`))
  assert.deepEqual([...new Set(missing)], [])
  assert.doesNotMatch(page.body, /\]\(|&lt;a id/, 'no Markdown is left over')
  await server.close()
})
