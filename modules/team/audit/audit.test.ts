import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { team } from '../module.ts'
import { addPerson, PASSWORD } from '../testing/add-person.ts'
import { signInAs } from '../testing/sign-in-as.ts'

const { house, app } = await openTestHouse([team])
const ownerId = await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test', { sudo: true })

test('every change stands there with before and after, and no secret ever', async () => {
  const unit = (await owner.post('/api/units', { parentId: 1, kind: 'shop', name: 'Before' })).json()
  await owner.patch(`/api/units/${unit.unitId}`, { name: 'After' }, unit.version)
  const { key } = (await owner.post('/api/keys', { name: 'ERP', permissions: ['audit.read'] })).json()
  const { items } = (await owner.get('/api/audit?action=team.unit.changed')).json()
  assert.equal(items[0].actorId, ownerId)
  assert.deepEqual([items[0].details.before.name, items[0].details.after.name], ['Before', 'After'])
  assert.deepEqual(items[0].about, { kind: 'unit', id: String(unit.unitId), name: 'After' })
  const all = (await owner.get('/api/audit?limit=200')).body
  assert.ok(!all.includes(key.split('_').slice(2).join('_')) && !all.includes(PASSWORD))
})

test('it pages without losing or repeating an entry', async () => {
  for (let i = 0; i < 9; i++) await owner.patch('/api/session', { name: `Name ${i}` })
  const seen: string[] = []
  let cursor = ''
  do {
    const page = (await owner.get(`/api/audit?action=team.staff.changed_self&limit=4${cursor}`)).json()
    seen.push(...page.items.map((entry: { details: { after: { name: string } } }) => entry.details.after.name))
    cursor = page.next ? `&cursor=${encodeURIComponent(page.next)}` : ''
  } while (cursor)
  assert.deepEqual(
    seen,
    [8, 7, 6, 5, 4, 3, 2, 1, 0].map((i) => `Name ${i}`),
  )
  assert.equal((await owner.get('/api/audit?cursor=bm9uc2Vuc2U')).json().code, 'cursor_invalid')
})

test('it is filtered by actor, customer and time, and reading it is itself written down', async () => {
  const none = '01930000-0000-7000-8000-000000000000'
  assert.deepEqual((await owner.get(`/api/audit?customer=${none}`)).json().items, [])
  assert.deepEqual((await owner.get('/api/audit?to=2020-01-01T00:00:00Z')).json().items, [])
  const mine = (await owner.get(`/api/audit?actor=${ownerId}&from=2020-01-01T00:00:00Z`)).json().items
  assert.ok(mine.length > 3)
  const today = new Date().toISOString().slice(0, 10)
  assert.ok((await owner.get(`/api/audit?from=2020-01-01&to=${today.slice(0, 4)}-12-31`)).json().items.length > 3)
  const two = (await owner.get('/api/audit?action=team.signed_in&action=team.api_key.added')).json().items
  assert.deepEqual(
    new Set(two.map((entry: { action: string }) => entry.action)),
    new Set(['team.signed_in', 'team.api_key.added']),
  )
  const actions = (await owner.get('/api/audit/actions')).json().items
  assert.ok(actions.includes('read GET /api/audit') && actions.includes('team.signed_in'))
  assert.deepEqual(actions, [...new Set(actions)].sort())
})

test('an auditor reads it, an agent does not', async () => {
  await addPerson(house, 'auditor@shop.test', 'auditor')
  await addPerson(house, 'agent@shop.test', 'agent')
  assert.equal((await (await signInAs(app, 'auditor@shop.test')).get('/api/audit')).statusCode, 200)
  assert.equal((await (await signInAs(app, 'agent@shop.test')).get('/api/audit')).statusCode, 403)
})
