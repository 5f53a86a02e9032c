import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { rooms } from '../../apps/rooms.ts'
import { rowHash } from './row-hash.ts'

const { house, app, url } = await openTestHouse(rooms)
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test')
const unit = { parentId: 1, kind: 'shop', name: 'Planted' }

test('A11 what another site makes a signed-in browser send is refused and changes nothing', async () => {
  const before = await rowHash(url)
  const forged: [Record<string, string>, number][] = [
    [{ origin: 'https://evil.test' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://other.shop.test' }, 403],
    [{ 'content-type': 'text/plain' }, 415],
    [{ 'content-type': 'application/x-www-form-urlencoded' }, 415],
    [{ 'content-type': 'multipart/form-data; boundary=x' }, 415],
  ]
  const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  for (const [headers, status] of forged) {
    for (const path of ['/api/units', '/api/sign-out', '/api/sign-in']) {
      const sent = { 'content-type': 'application/json', ...headers, cookie }
      const answer = await app.inject({ method: 'POST', url: path, headers: sent, payload: JSON.stringify(unit) })
      const withoutBody = path === '/api/sign-out' && status === 415
      if (!withoutBody) assert.equal(answer.statusCode, status, `${path} ${JSON.stringify(headers)}`)
    }
  }
  assert.equal(await rowHash(url), before)
  // Control: the same request from the desk itself goes through, and the hash sees it.
  const own = await owner.post('/api/units', unit, { origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' })
  assert.equal(own.statusCode, 200)
  assert.notEqual(await rowHash(url), before)
})

test('A11 reading changes no row, whatever is read', async () => {
  const { paths } = (await app.inject('/api/openapi.json')).json() as { paths: Record<string, Record<string, unknown>> }
  const readable = Object.keys(paths).filter((path) => paths[path]?.['get'])
  assert.ok(readable.length > 8)
  const before = await rowHash(url)
  const unknown = '01930000-0000-7000-8000-000000000000'
  for (const path of readable) {
    const answer = await owner.get(path.replace(/\{[^}]+\}/g, unknown))
    assert.ok(answer.statusCode < 500, `${path} answers ${answer.statusCode}: ${answer.body}`)
  }
  assert.equal(await rowHash(url), before)
})
