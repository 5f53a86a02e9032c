import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { team } from '../module.ts'
import { addPerson } from '../testing/add-person.ts'
import { signInAs } from '../testing/sign-in-as.ts'

const { house, app } = await openTestHouse([team])
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test')
const ask = (key: string, url: string) => app.inject({ url, headers: { authorization: `Bearer ${key}` } })

test('making a key needs the password once more; the secret is shown once', async () => {
  const body = { name: 'ERP', permissions: ['audit.read'] }
  assert.equal((await owner.post('/api/keys', body)).json().code, 'sudo_needed')
  const sudo = await signInAs(app, 'owner@shop.test', { sudo: true })
  const { key, keyId } = (await sudo.post('/api/keys', body)).json()
  assert.match(key, /^rk_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/)
  const listed = await owner.get('/api/keys')
  assert.ok(!listed.body.includes(key.split('_').slice(2).join('_')))
  assert.equal((await ask(key, '/api/audit')).statusCode, 200)
  assert.equal((await ask(key, '/api/staff')).statusCode, 403)
  assert.equal((await ask(`${key.slice(0, -1)}x`, '/api/audit')).statusCode, 401)
  const session = (await ask(key, '/api/session')).json()
  assert.deepEqual([session.actor.kind, session.permissions], ['key', ['audit.read']])
  assert.equal((await sudo.ask('DELETE', `/api/keys/${keyId}`)).statusCode, 204)
  assert.equal((await ask(key, '/api/audit')).statusCode, 401)
  assert.equal((await sudo.ask('DELETE', `/api/keys/${keyId}`)).statusCode, 404)
})

test('a key holds no unknown permission, no foreign unit, and nothing its maker does not hold', async () => {
  const sudo = await signInAs(app, 'owner@shop.test', { sudo: true })
  const make = (body: object) => sudo.post('/api/keys', { name: 'x', permissions: ['audit.read'], ...body })
  assert.equal((await make({ permissions: ['everything'] })).json().code, 'permission_unknown')
  assert.equal((await make({ unitIds: [4711] })).statusCode, 404)
  const { key } = (await make({ permissions: ['keys.manage'] })).json()
  const higher = await app.inject({
    method: 'POST',
    url: '/api/keys',
    headers: { authorization: `Bearer ${key}` },
    payload: { name: 'higher', permissions: ['staff.manage'] },
  })
  assert.equal(higher.json().code, 'key_above_yours')
  assert.equal((await make({ permissions: ['keys.manage'], expiresAt: '2020-01-01T00:00:00Z' })).statusCode, 200)
})

test('an expired key and a key of some units only are held to it', async () => {
  const sudo = await signInAs(app, 'owner@shop.test', { sudo: true })
  const past = await sudo.post('/api/keys', {
    name: 'old',
    permissions: ['audit.read'],
    expiresAt: '2020-01-01T00:00:00Z',
  })
  assert.equal((await ask(past.json().key, '/api/audit')).statusCode, 401)
  const unit = (await sudo.post('/api/units', { parentId: 1, kind: 'shop', name: 'S1' })).json()
  const some = await sudo.post('/api/keys', { name: 'some', permissions: ['audit.read'], unitIds: [unit.unitId] })
  assert.equal((await ask(some.json().key, '/api/audit')).json().code, 'company_wide_only')
  assert.deepEqual((await ask(some.json().key, '/api/session')).json().units, [unit.unitId])
})
