import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { team } from '../module.ts'
import { addPerson } from '../testing/add-person.ts'
import { signInAs } from '../testing/sign-in-as.ts'

const { house, app } = await openTestHouse([team])
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test', { sudo: true })

test('what a role may do changes for the people who hold it with their next request', async () => {
  await addPerson(house, 'agent@shop.test', 'agent')
  const agent = await signInAs(app, 'agent@shop.test')
  assert.equal((await agent.get('/api/audit')).statusCode, 403)
  const body = { permissions: ['audit.read'], masked: ['phone'] }
  assert.equal((await owner.patch('/api/roles/agent', body, 0)).json().version, 1)
  assert.equal((await agent.get('/api/audit')).statusCode, 200)
  assert.deepEqual((await agent.get('/api/session')).json().masked, ['phone'])
  const [entry] = (await agent.get('/api/audit?action=team.role.changed')).json().items
  assert.deepEqual(entry.details, {}, 'who sees a field masked does not read what changed')
  assert.equal((await owner.patch('/api/roles/agent', body, 0)).statusCode, 412)
})

test('the owner is fixed, unknown names are refused, the password is asked once more', async () => {
  const none = { permissions: [], masked: [] }
  assert.equal((await owner.patch('/api/roles/owner', none, 0)).json().code, 'role_fixed')
  assert.equal(
    (await owner.patch('/api/roles/dealer', { permissions: ['x.y'], masked: [] }, 0)).json().code,
    'permission_unknown',
  )
  assert.equal((await owner.patch('/api/roles/dealer', { permissions: [], masked: ['soul'] }, 0)).statusCode, 400)
  const plain = await signInAs(app, 'owner@shop.test')
  assert.equal((await plain.patch('/api/roles/dealer', none, 0)).json().code, 'sudo_needed')
})

test('every declared permission is listed with what it allows', async () => {
  const { items } = (await owner.get('/api/permissions')).json()
  const audit = items.find((permission: { name: string }) => permission.name === 'audit.read')
  assert.deepEqual(audit.roles, ['owner', 'auditor'])
  const { items: roles } = (await owner.get('/api/roles')).json()
  assert.deepEqual(roles.map((role: { role: string }) => role.role)[0], 'owner')
})
