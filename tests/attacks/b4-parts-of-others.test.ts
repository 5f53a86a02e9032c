import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { rooms } from '../../apps/rooms.ts'
import { rowHash } from './row-hash.ts'

const { house, app, url } = await openTestHouse(rooms)
await house.database.owner.query(`insert into team.units (unit_id, parent_id, path, kind, name)
  values (2, 1, '{1,2}', 'dealer', 'D1'), (3, 1, '{1,3}', 'dealer', 'D2')`)
await addPerson(house, 'owner@shop.test', 'owner')
await addPerson(house, 'manager@shop.test', 'manager', 2)
const owner = await signInAs(app, 'owner@shop.test', { sudo: true })
const manager = await signInAs(app, 'manager@shop.test')

async function customer(name: string, unitId: number) {
  const made = async (path: string, body: object) => {
    const answer = await owner.post(path, body)
    assert.ok(answer.statusCode < 300, `${path} ${answer.body}`)
    return answer.json()
  }
  const { id } = await made('/api/customers', { name, unitIds: [unitId] })
  const at = `/api/customers/${id}`
  const { identities } = await made(`${at}/identities`, { kind: 'email', value: `${name}@ok.test` })
  await made(`${at}/identities`, { kind: 'email', value: `${name}.second@ok.test` })
  const { addresses } = await made(`${at}/addresses`, { street: 'A', city: 'B' })
  const lines = [{ sku: 'S1', quantity: '1', unitPrice: '9.90' }]
  const number = `N-${name}`
  const { orderId } = await made('/api/orders', {
    orderNumber: number,
    currency: 'CNY',
    customer: { customerId: id },
    unitId,
    lines,
  })
  return {
    id,
    at,
    identity: identities[0].identityId ?? identities[0].id,
    address: addresses[0].addressId ?? addresses[0].id,
    orderId,
    unitId,
  }
}
const mine = await customer('mine', 2)
const twin = await customer('twin', 2)
const theirs = await customer('theirs', 3)
const except = /^(core\.audit_log|team\.sessions|core\.idempotency.*)$/

type Made = typeof mine

/** Acts that name two things: the one in the path is mine, the other stands for somebody else's. */
const acts = (other: Made): [string, 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', string, unknown?][] => [
  ['their identity under my customer', 'DELETE', `${mine.at}/identities/${other.identity}`],
  ['their identity made primary', 'POST', `${mine.at}/identities/${other.identity}/primary`],
  ['their address under my customer', 'PUT', `${mine.at}/addresses/${other.address}`, { city: 'X' }],
  ['their address removed', 'DELETE', `${mine.at}/addresses/${other.address}`],
  ['a relation to them', 'POST', `${mine.at}/relations`, { otherId: other.id, kind: 'spouse' }],
  ['an end of a relation to them', 'DELETE', `${mine.at}/relations/${other.id}/spouse`],
]

test('B2, B4: a part of somebody else’s record under mine is the same 404 as one that does not exist, and changes nothing', async () => {
  const absent = { ...mine, id: uuid7(), identity: uuid7(), address: uuid7() }
  const before = await rowHash(url, except)
  for (const other of [theirs, twin]) {
    for (const [at, [name, method, path, body]] of acts(other).entries()) {
      if (other === twin && /relation/.test(name)) continue
      const foreign = await manager.ask(method, path, body, { 'if-match': '"1"' })
      const [, , nowhere, same] = acts(absent)[at] ?? []
      const none = await manager.ask(method, nowhere ?? '', same, { 'if-match': '"1"' })
      assert.deepEqual([foreign.statusCode, foreign.json().code], [404, none.json().code], `${name} ${foreign.body}`)
      assert.equal(none.statusCode, 404, name)
      assert.notEqual(none.json().code, 'no_such_address', `control: ${name} is a call`)
    }
  }
  assert.equal(await rowHash(url, except), before)
})

test('B2, B4: ids of others in a body move nothing of theirs', async () => {
  const before = await rowHash(url, except)
  const lines = [{ sku: 'S1', quantity: '1', unitPrice: '1' }]
  const order = (customerId: string, unitId: number) => ({
    orderNumber: `X-${uuid7().slice(-8)}`,
    currency: 'CNY',
    customer: { customerId },
    unitId,
    lines,
  })
  const refused: [string, string, object][] = [
    ['an order for their customer', '/api/orders', order(theirs.id, 2)],
    ['an order in their unit', '/api/orders', order(mine.id, 3)],
    ['a step of their order', `/api/orders/${theirs.orderId}/steps`, { step: 'ship' }],
    ['a return of their order', `/api/orders/${theirs.orderId}/returns`, { lines: [{ lineNo: 1, quantity: '1' }] }],
    ['a customer in their unit', '/api/customers', { name: 'x', unitIds: [3] }],
    ['my customer into their unit', '/api/customers/bulk', { customerIds: [mine.id], addUnitIds: [3] }],
  ]
  for (const [name, path, body] of refused) {
    const { statusCode, body: said } = await manager.post(path, body)
    assert.ok([400, 403, 404].includes(statusCode), `${name} ${statusCode} ${said}`)
  }
  const bulk = await manager.post('/api/customers/bulk', { customerIds: [theirs.id], addTags: ['stolen'] })
  assert.equal(bulk.json().changed, 0)
  assert.equal(await rowHash(url, except), before)
})

test('B2, B4 control: the same acts on what is mine go through and are seen', async () => {
  const before = await rowHash(url, except)
  assert.equal((await manager.post(`${mine.at}/relations`, { otherId: twin.id, kind: 'spouse' })).statusCode, 200)
  const city = await manager.ask('PUT', `${mine.at}/addresses/${mine.address}`, { city: 'X' }, { 'if-match': '"1"' })
  assert.ok([200, 412].includes(city.statusCode), city.body)
  assert.equal((await manager.ask('DELETE', `${mine.at}/identities/${mine.identity}`)).statusCode, 200)
  assert.equal(
    (await manager.post('/api/customers/bulk', { customerIds: [twin.id], addTags: ['own'] })).json().changed,
    1,
  )
  assert.notEqual(await rowHash(url, except), before)
})
