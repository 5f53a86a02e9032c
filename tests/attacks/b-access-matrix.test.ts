import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { companyName } from '#core/company.ts'
import type { Call } from '#core/http/contract.ts'
import type { Role } from '#core/module.ts'
import { changeSetting } from '#core/settings.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { addPerson } from '#modules/team/testing/add-person.ts'
import { Browser } from '#modules/team/testing/browser.ts'
import { signInAs } from '#modules/team/testing/sign-in-as.ts'
import { rooms } from '../../apps/rooms.ts'
import { rowHash } from './row-hash.ts'

const ROLES: Role[] = ['owner', 'manager', 'marketer', 'agent', 'dealer', 'analyst', 'auditor']
const file = join(import.meta.dirname, 'access-matrix.json')
const { app, house, url } = await openTestHouse(rooms)
const calls: Call[] = rooms.flatMap((room) => (room.calls ?? []).map(({ call }) => call))
const people = new Map<string, Browser>()
const keyOf = (call: Call) => `${call.method} ${call.path}`

before(async () => {
  await house.database.owner.query(`insert into team.units (unit_id, parent_id, path, kind, name)
    values (2, 1, '{1,2}', 'dealer', 'D1'), (3, 1, '{1,3}', 'dealer', 'D2')`)
  people.set('nobody', new Browser(app))
  for (const role of ROLES) {
    await addPerson(house, `${role}@shop.test`, role, role === 'dealer' ? 2 : 1)
    people.set(role, await signInAs(app, `${role}@shop.test`))
  }
})

/** Asks a call with ids that don't exist and no body: whoever may not is told so before anything is looked at. */
async function probe(person: string, call: Call, id: string): Promise<number> {
  const address = call.path.replaceAll(/:(\w+)/g, (_, name: string) => (/unit|segment/i.test(name) ? '99999' : id))
  const browser = people.get(person) as Browser
  const body = call.method === 'GET' || call.method === 'DELETE' ? undefined : {}
  return (await browser.ask(call.method, address, body, { 'if-match': '"1"' })).statusCode
}

test('B1: who may call what equals the matrix in the repository; a call missing there fails', async () => {
  const found: Record<string, string> = {}
  for (const call of calls) {
    const allowed: string[] = []
    for (const person of people.keys()) {
      const status = await probe(person, call, uuid7())
      assert.ok(status < 500, `${person} ${keyOf(call)} → ${status}`)
      if (status !== 401 && status !== 403) allowed.push(person)
    }
    found[keyOf(call)] = allowed.join(' ')
  }
  if (!existsSync(file) || process.env['UPDATE_MATRIX']) writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`)
  assert.deepEqual(
    found,
    JSON.parse(readFileSync(file, 'utf8')),
    'review the change, then run once with UPDATE_MATRIX=1',
  )
})

test('B1, positive control: some calls are refused to some, and nobody gets further than signing in', async () => {
  const matrix = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const open = calls.filter((call) => call.permission === 'public').map(keyOf)
  for (const [key, allowed] of Object.entries(matrix)) {
    if (!open.includes(key)) assert.ok(!allowed.split(' ').includes('nobody'), `${key} is open to strangers`)
    assert.ok(allowed.includes('owner') || open.includes(key), `the owner may not ${key}`)
  }
  assert.ok(Object.values(matrix).some((allowed) => !allowed.includes('dealer')))
})

test('B3: a refused call changes no row', async () => {
  const matrix = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  // Being looked up marks a session as used; that is no change of anybody's data.
  const state = () => rowHash(url, /^(core\.audit_log|team\.sessions)$/)
  const before = await state()
  let refused = 0
  for (const call of calls) {
    for (const person of people.keys()) {
      if (matrix[keyOf(call)]?.split(' ').includes(person)) continue
      assert.ok([401, 403].includes(await probe(person, call, uuid7())))
      refused++
    }
  }
  assert.ok(refused > 50, `${refused} refusals`)
  assert.equal(await state(), before)
  await house.asSystem('test', (ctx) => changeSetting(ctx, companyName, 'Other'))
  assert.notEqual(await state(), before, 'positive control: a change would be seen')
})

test('B1: a customer of another dealer looks like none at all, in every call that takes one', async () => {
  const owner = people.get('owner') as Browser
  const dealer = people.get('dealer') as Browser
  const make = async (name: string, unitIds: number[]) => {
    const made = await owner.post('/api/customers', { name, unitIds })
    assert.equal(made.statusCode, 201, made.body)
    return made.json().id as string
  }
  const mine = await make('客户甲', [2])
  const theirs = await make('客户乙', [3])
  const about = calls.filter((call) => call.path.includes(':customerId'))
  assert.ok(about.length > 5)
  for (const call of about) {
    const foreign = await probe('dealer', call, theirs)
    const absent = await probe('dealer', call, uuid7())
    assert.equal(foreign, absent, `${keyOf(call)}: foreign ${foreign}, absent ${absent}`)
  }
  assert.equal((await dealer.get(`/api/customers/${mine}`)).statusCode, 200, 'positive control: their own is there')
  assert.equal((await dealer.get(`/api/customers/${theirs}`)).statusCode, 404)
})
