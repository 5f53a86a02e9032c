import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Call } from '#core/http/contract.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { rooms } from '../../apps/rooms.ts'

const { house, app } = await openTestHouse(rooms)
await house.database.owner.query(`insert into team.units (unit_id, parent_id, path, kind, name)
  values (2, 1, '{1,2}', 'dealer', 'D1'), (3, 1, '{1,3}', 'dealer', 'D2')`)
await addPerson(house, 'owner@shop.test', 'owner')
const owner = await signInAs(app, 'owner@shop.test', { sudo: true })

/** What stands in the record and in no answer to who may not see it. Texts of their own kind, so that a hit is a leak. */
const RAW = {
  name: 'Zephyrine Quillfeather',
  email: 'zephyrine.q@canary.test',
  phone: '+8613871234567',
  card: 'CARDX998877',
  birthday: '1987-03-14',
  street: 'Canary Street 77',
}
const needles = [...Object.values(RAW), 'Quillfeather', 'zephyrine.q', '13871234567', '38712345', '998877']

const made = async (path: string, body: object) => {
  const answer = await owner.post(path, body)
  assert.ok(answer.statusCode < 300, `${path} ${answer.body}`)
  return answer.json()
}

async function canary(unitIds: number[]) {
  const { name, email, phone, birthday } = RAW
  const customer = await made('/api/customers', { name, email, phone, birthday, unitIds })
  const at = `/api/customers/${customer.id}`
  await made(`${at}/identities`, { kind: 'card', value: RAW.card })
  await made(`${at}/addresses`, { street: RAW.street, city: 'Here' })
  await made(`${at}/interactions`, { kind: 'note', body: `${name} asks for a call at ${phone} or a mail to ${email}` })
  const order = await made('/api/orders', {
    orderNumber: `N-${customer.id.slice(-6)}`,
    currency: 'CNY',
    customer: { customerId: customer.id },
    unitId: unitIds[0],
    lines: [{ sku: 'S1', quantity: '1', unitPrice: '9.90' }],
  })
  const other = await made('/api/customers', { name: 'Other', unitIds })
  await made(`/api/customers/${other.id}/relations`, { otherId: customer.id, kind: 'spouse' })
  const patched = await owner.patch(at, { name, company: 'Sons' }, customer.version + 2)
  assert.ok([200, 412].includes(patched.statusCode), patched.body)
  await runWaitingJobs(house)
  return { customerId: customer.id as string, orderId: order.orderId as string, otherId: other.id as string }
}

const reading = rooms
  .flatMap((room) => (room.calls ?? []).map(({ call }) => call))
  .filter(({ method }) => method === 'GET')
const queries: Record<string, string[]> = {
  '/api/search': [...needles, 'Zeph', '4567'].map((q) => `q=${encodeURIComponent(q)}`),
  '/api/customers': ['limit=200', ...needles.map((q) => `q=${encodeURIComponent(q)}`)],
  '/api/customers/count': needles.map((q) => `q=${encodeURIComponent(q)}`),
  '/api/customers/choices': ['tags', 'country', 'source', 'city', 'company'].map((field) => `field=${field}`),
  '/api/insight/breakdown': ['by=region'],
  '/api/views': ['list=customers'],
}

const place = await canary([2])

interface Place {
  customerId: string
  orderId: string
  otherId: string
}

const addressesOf = ({ path }: Call, place: Place) =>
  [place.customerId, place.otherId].flatMap((customerId) =>
    (queries[path] ?? ['']).map(
      (query) =>
        `${path.replace(':customerId', customerId).replace(':orderId', place.orderId).replace(/:\w+/, '1')}?${query}`,
    ),
  )

/** Answers that hold a raw value, by call. */
async function leaks(ask: (address: string) => Promise<{ body: string; statusCode: number }>, place: Place) {
  const found = new Set<string>()
  // The log of who did what comes last: by then it holds what all the others were asked.
  for (const one of reading.toSorted((a, b) => Number(a.path === '/api/audit') - Number(b.path === '/api/audit'))) {
    for (const address of new Set(addressesOf(one, place))) {
      const { body, statusCode } = await ask(address)
      assert.ok(statusCode < 500, `${address} ${body}`)
      if (needles.some((needle) => body.includes(needle))) found.add(one.path)
    }
  }
  return [...found]
}

async function keyFor(name: string, more: { masked?: string[]; unitIds?: number[] }) {
  const all = rooms.flatMap((room) => Object.keys(room.permissions ?? {}))
  const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name, permissions: all, ...more }))
  return (address: string) => app.inject({ url: address, headers: { authorization: `Bearer ${key}` } })
}

test('B5: who sees a customer masked finds the raw values in no answer of any call', async () => {
  const masked = ['name', 'phone', 'email', 'address', 'card', 'birthday']
  const seen = await leaks(await keyFor('clear', {}), place)
  for (const path of [
    '/api/customers',
    '/api/customers/:customerId',
    '/api/customers/:customerId/interactions',
    '/api/search',
    '/api/orders',
    '/api/orders/:orderId',
  ]) {
    assert.ok(seen.includes(path), `control: ${path} shows it to who may see it (${seen})`)
  }
  assert.deepEqual(await leaks(await keyFor('blind', { masked }), place), [])
})

test('B1, B5: who works for another unit finds it in no answer of any call either', async () => {
  assert.deepEqual(await leaks(await keyFor('elsewhere', { unitIds: [3] }), place), [])
  const seen = await leaks(await keyFor('there', { unitIds: [2] }), place)
  assert.ok(seen.includes('/api/customers/:customerId'), 'control: their own unit sees it')
})
