import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { team } from '../module.ts'
import { addPerson } from '../testing/add-person.ts'
import { signInAs } from '../testing/sign-in-as.ts'

const { house, app } = await openTestHouse([team])
await addPerson(house, 'owner@shop.test', 'owner')
await addPerson(house, 'agent@shop.test', 'agent')
const owner = await signInAs(app, 'owner@shop.test')

test('a setting is listed with its form, changed under its version, and seen at once', async () => {
  const { items } = (await owner.get('/api/settings')).json()
  const name = items.find((setting: { name: string }) => setting.name === 'company.name')
  assert.equal(name.version, 0)
  assert.equal(name.schema.type, 'string')
  const changed = await owner.patch('/api/settings/company.name', { value: '小店' }, 0)
  assert.deepEqual([changed.json().value, changed.json().version], ['小店', 1])
  assert.equal((await owner.get('/api/session')).json().company.name, '小店')
  assert.equal((await owner.patch('/api/settings/company.name', { value: 'x' }, 0)).statusCode, 412)
  assert.equal((await owner.patch('/api/settings/company.name', { value: 'x' })).statusCode, 428)
})

test('a wrong value and an unknown setting are refused', async () => {
  assert.equal(
    (await owner.patch('/api/settings/company.time_zone', { value: 'Moon/Base' }, 0)).json().code,
    'setting_invalid',
  )
  assert.equal((await owner.patch('/api/settings/no.such', { value: 1 }, 0)).statusCode, 404)
})

test('who may not change a setting does not see it listed and is refused', async () => {
  const agent = await signInAs(app, 'agent@shop.test')
  assert.deepEqual((await agent.get('/api/settings')).json().items, [])
  assert.equal((await agent.patch('/api/settings/company.name', { value: 'Mine' }, 1)).statusCode, 403)
})
