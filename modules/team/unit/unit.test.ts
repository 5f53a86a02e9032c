import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { team } from '../module.ts'
import { ensureUnit, findUnitByName } from '../public.ts'
import { addPerson } from '../testing/add-person.ts'
import { signInAs } from '../testing/sign-in-as.ts'

const { house, app } = await openTestHouse([team])
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test')
const add = async (body: object) => owner.post('/api/units', { parentId: 1, kind: 'shop', ...body })

test('a unit is added below another and found by either of its names', async () => {
  const east = (await add({ name: '华东', kind: 'department' })).json()
  const shop = (await add({ name: '上海旗舰店', parentId: east.unitId, externalName: 'SH-01' })).json()
  assert.deepEqual(shop.path, [1, east.unitId, shop.unitId])
  const find = (name: string) => house.asSystem('test', (ctx) => findUnitByName(ctx, name))
  assert.equal(await find(' SH-01 '), shop.unitId)
  assert.equal(await find('上海旗舰店'), shop.unitId)
  assert.equal(await find('nowhere'), null)
  assert.equal((await add({ name: 'Twin', externalName: 'SH-01' })).json().code, 'external_name_taken')
  assert.equal((await add({ name: 'Lost', parentId: 99_999 })).statusCode, 404)
  assert.equal((await add({ name: 'Odd', path: [1] })).statusCode, 400)
})

test('an import makes a shop once, whatever its spelling of case', async () => {
  const made = await house.asSystem('test', (ctx) => ensureUnit(ctx, 'Main Street', 'shop'))
  assert.equal(await house.asSystem('test', (ctx) => ensureUnit(ctx, 'MAIN STREET', 'shop')), made)
})

test('moving takes everything below along, and never below itself', async () => {
  const [a, b] = [(await add({ name: 'A' })).json(), (await add({ name: 'B' })).json()]
  const below = (await add({ name: 'Below A', parentId: a.unitId })).json()
  const moved = await owner.patch(`/api/units/${a.unitId}`, { parentId: b.unitId }, a.version)
  assert.deepEqual(moved.json().path, [1, b.unitId, a.unitId])
  const { items } = (await owner.get('/api/units')).json()
  const now = items.find((unit: { unitId: number }) => unit.unitId === below.unitId)
  assert.deepEqual(now.path, [1, b.unitId, a.unitId, below.unitId])
  assert.equal(
    (await owner.patch(`/api/units/${b.unitId}`, { parentId: below.unitId }, b.version)).json().code,
    'unit_inside_itself',
  )
  assert.equal(
    (await owner.patch(`/api/units/${b.unitId}`, { closed: true }, b.version)).json().code,
    'unit_has_children',
  )
  assert.equal((await owner.patch(`/api/units/${a.unitId}`, { name: 'X' }, a.version)).statusCode, 412)
  assert.equal((await owner.patch(`/api/units/${a.unitId}`, { name: 'X' })).statusCode, 428)
})

test('the company can be renamed, not moved or closed', async () => {
  const company = (await owner.get('/api/units')).json().items[0]
  assert.equal((await owner.patch('/api/units/1', { closed: true }, company.version)).json().code, 'unit_is_company')
  assert.equal((await owner.patch('/api/units/1', { name: '客缘商贸' }, company.version)).json().name, '客缘商贸')
})

test('a closed unit gives no access any more and can be reopened', async () => {
  const shop = (await add({ name: 'Closing' })).json()
  await addPerson(house, 'closing@shop.test', 'dealer', shop.unitId)
  const dealer = await signInAs(app, 'closing@shop.test')
  assert.deepEqual((await dealer.get('/api/session')).json().units, [shop.unitId])
  const closed = await owner.patch(`/api/units/${shop.unitId}`, { closed: true }, shop.version)
  assert.deepEqual((await dealer.get('/api/session')).json().units, [])
  await owner.patch(`/api/units/${shop.unitId}`, { closed: false }, closed.json().version)
  assert.deepEqual((await dealer.get('/api/session')).json().units, [shop.unitId])
})

test('a dealer sees their own units only and changes none', async () => {
  const mine = (await add({ name: 'Mine', kind: 'dealer' })).json()
  const branch = (await add({ name: 'My branch', parentId: mine.unitId })).json()
  await addPerson(house, 'dealer@shop.test', 'dealer', mine.unitId)
  const dealer = await signInAs(app, 'dealer@shop.test')
  const { items } = (await dealer.get('/api/units')).json()
  assert.deepEqual(
    items.map((unit: { unitId: number }) => unit.unitId),
    [mine.unitId, branch.unitId],
  )
  assert.equal((await dealer.patch(`/api/units/${mine.unitId}`, { name: 'Better' }, 1)).statusCode, 403)
})
