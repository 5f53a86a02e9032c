import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '../key/add-api-key.ts'
import { team } from '../module.ts'
import { addPerson, PASSWORD } from '../testing/add-person.ts'
import { Browser } from '../testing/browser.ts'
import { signInAs } from '../testing/sign-in-as.ts'

const { house, app } = await openTestHouse([team])
const ownerId = await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test', { sudo: true })
const agentRole = [{ role: 'agent', unitId: 1 }]
const find = async (staffId: string) =>
  (await owner.get('/api/staff')).json().items.find((member: { staffId: string }) => member.staffId === staffId)

test('somebody is invited by a link that works once, and is then active', async () => {
  const invited = (await owner.post('/api/staff', { email: 'new@shop.test', roles: agentRole })).json()
  assert.equal(invited.mailed, false)
  assert.equal((await find(invited.staffId)).state, 'invited')
  assert.equal(
    (await owner.post('/api/staff', { email: 'NEW@shop.test', roles: agentRole })).json().code,
    'staff_exists',
  )
  const again = (await owner.post(`/api/staff/${invited.staffId}/invite`)).json()
  const use = (link: string) =>
    new Browser(app).post('/api/sign-in/invite', {
      token: new URL(link).hash.slice(1),
      name: '李雷',
      password: PASSWORD,
    })
  assert.equal((await use(invited.link)).statusCode, 410, 'the older link ended')
  assert.deepEqual((await use(again.link)).json(), { next: 'desk' })
  assert.equal((await use(again.link)).statusCode, 410)
  const member = await find(invited.staffId)
  assert.deepEqual([member.state, member.name, member.roles[0].role], ['active', '李雷', 'agent'])
  assert.equal((await owner.post(`/api/staff/${invited.staffId}/invite`)).json().code, 'password_set')
})

test('new roles and disabling end sessions and keys', async () => {
  const staffId = await addPerson(house, 'keys@shop.test', 'manager')
  const person = await signInAs(app, 'keys@shop.test')
  const actor = await house.actors.ofStaff(house, staffId)
  assert.ok(actor)
  const { key } = await house.transaction({ actor }, (ctx) =>
    addApiKey(ctx, { name: 'mine', permissions: ['settings.change'] }),
  )
  const byKey = () => app.inject({ url: '/api/settings', headers: { authorization: `Bearer ${key}` } })
  assert.equal((await byKey()).statusCode, 200)
  const { version } = await find(staffId)
  const changed = await owner.patch(`/api/staff/${staffId}`, { roles: agentRole }, version)
  assert.equal(changed.json().roles[0].role, 'agent')
  assert.equal((await person.get('/api/session')).statusCode, 401)
  assert.equal((await byKey()).statusCode, 401)

  const later = await signInAs(app, 'keys@shop.test')
  await owner.patch(`/api/staff/${staffId}`, { disabled: true }, changed.json().version)
  assert.equal((await later.get('/api/session')).statusCode, 401)
  assert.equal((await later.post('/api/sign-in', { email: 'keys@shop.test', password: PASSWORD })).statusCode, 401)
})

test('the last owner stays owner', async () => {
  const { version } = await find(ownerId)
  assert.equal((await owner.patch(`/api/staff/${ownerId}`, { roles: agentRole }, version)).json().code, 'last_owner')
  assert.equal((await owner.patch(`/api/staff/${ownerId}`, { disabled: true }, version)).json().code, 'last_owner')
  assert.equal((await owner.get('/api/session')).statusCode, 200, 'a refusal ends nothing')
})

test('a change needs the version that was seen, and unknown fields are refused', async () => {
  const { version } = await find(ownerId)
  assert.equal((await owner.patch(`/api/staff/${ownerId}`, { name: 'Chief' })).statusCode, 428)
  assert.equal((await owner.patch(`/api/staff/${ownerId}`, { name: 'Chief' }, version + 7)).statusCode, 412)
  assert.equal((await owner.patch(`/api/staff/${ownerId}`, { passwordHash: 'x' }, version)).statusCode, 400)
  assert.equal(
    (await owner.patch(`/api/staff/${ownerId}`, { roles: [{ role: 'agent', unitId: 4711 }] }, version)).statusCode,
    404,
  )
})

test('whoever manages staff gives nothing they do not hold', async () => {
  const roles = (await owner.get('/api/roles')).json().items
  const marketer = roles.find((role: { role: string }) => role.role === 'marketer')
  const body = { permissions: [...marketer.permissions, 'staff.manage'], masked: marketer.masked }
  assert.equal((await owner.patch('/api/roles/marketer', body, marketer.version)).statusCode, 200)
  await addPerson(house, 'hr@shop.test', 'marketer')
  const hr = await signInAs(app, 'hr@shop.test')
  const invite = (role: string) => hr.post('/api/staff', { email: `${role}-x@shop.test`, roles: [{ role, unitId: 1 }] })
  assert.equal((await invite('owner')).json().code, 'role_above_yours')
  assert.equal((await invite('manager')).json().code, 'role_above_yours')
  assert.equal((await invite('agent')).statusCode, 200)
  const { version } = await find(ownerId)
  assert.equal((await hr.patch(`/api/staff/${ownerId}`, { disabled: true }, version)).json().code, 'role_above_yours')
})

test('a dealer is invited into a unit, never into the whole company', async () => {
  const unit = (await owner.post('/api/units', { name: 'Chengdu dealer', kind: 'dealer', parentId: 1 })).json()
  const invite = (unitId: number, email: string) =>
    owner.post('/api/staff', { email, roles: [{ role: 'dealer', unitId }] })
  const refused = await invite(1, 'wide@dealer.test')
  assert.deepEqual([refused.statusCode, refused.json().code], [400, 'dealer_needs_unit'])
  assert.equal((await owner.get('/api/staff?search=wide%40')).json().items.length, 0)
  const { staffId } = (await invite(unit.unitId, 'east@dealer.test')).json()
  const { version, roles } = await find(staffId)
  assert.deepEqual(roles, [{ role: 'dealer', unitId: unit.unitId, unitName: 'Chengdu dealer' }])
  const widened = await owner.patch(`/api/staff/${staffId}`, { roles: [{ role: 'dealer', unitId: 1 }] }, version)
  assert.equal(widened.json().code, 'dealer_needs_unit')
})

test('without the permission nobody lists or invites; colleagues are names only', async () => {
  await addPerson(house, 'plain@shop.test', 'agent')
  const agent = await signInAs(app, 'plain@shop.test')
  assert.equal((await agent.get('/api/staff')).statusCode, 403)
  assert.equal((await agent.post('/api/staff', { email: 'a@b.test', roles: agentRole })).statusCode, 403)
  const [first] = (await agent.get('/api/colleagues')).json().items
  assert.deepEqual(Object.keys(first), ['staffId', 'name'])
})

test('the list pages and searches', async () => {
  const page = (await owner.get('/api/staff?limit=2')).json()
  assert.equal(page.items.length, 2)
  const rest = (await owner.get(`/api/staff?limit=200&cursor=${page.next}`)).json()
  assert.ok(rest.items.every((member: { staffId: string }) => member.staffId < page.next))
  assert.deepEqual(
    (await owner.get('/api/staff?search=plain%40')).json().items.map((m: { email: string }) => m.email),
    ['plain@shop.test'],
  )
  assert.equal((await owner.get('/api/staff?search=%25')).json().items.length, 0)
})
