import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../apps/rooms.ts'
import { notes } from './notes-room/module.ts'

const { app, house } = await openTestHouse([...rooms, notes])
let all = ''
let unitTwo = ''
let reader = ''

before(async () => {
  await house.database.owner.query(`insert into team.units (unit_id, parent_id, path, kind, name)
    values (2, 1, '{1,2}', 'shop', 'S1'), (3, 2, '{1,2,3}', 'dealer', 'D1'), (4, 1, '{1,4}', 'shop', 'S2')`)
  const key = (name: string, permissions: string[], unitIds: number[] | null) =>
    house.asSystem('test', async (ctx) => `Bearer ${(await addApiKey(ctx, { name, permissions, unitIds })).key}`)
  all = await key('all', ['notes.read', 'notes.write'], null)
  unitTwo = await key('unit two', ['notes.read', 'notes.write'], [2])
  reader = await key('reader', ['notes.read'], null)
})

const write = (authorization: string, body: unknown, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/api/notes', headers: { authorization, ...headers }, payload: body as object })
const list = async (authorization: string) =>
  (await app.inject({ url: '/api/notes', headers: { authorization } }))
    .json()
    .items.map((item: { text: string }) => item.text)

test('201 with the record, 401 without a key, 403 without the permission, 400 with an unknown field', async () => {
  const made = await write(all, { text: 'one' })
  assert.equal(made.statusCode, 201)
  assert.equal(made.headers.etag, '"1"')
  assert.equal((await write('Bearer nobody', { text: 'x' })).statusCode, 401)
  assert.equal((await write(reader, { text: 'x' })).json().code, 'forbidden')
  const odd = await write(all, { text: 'x', role: 'owner' })
  assert.equal(odd.statusCode, 400)
  assert.match(odd.json().title, /role/)
})

test('rows outside the units of a key do not exist for it, in reading and in writing', async () => {
  await write(all, { text: 'in D1', unitIds: [3] })
  const foreign = (await write(all, { text: 'in S2', unitIds: [4] })).json() as { noteId: string }
  assert.deepEqual(await list(unitTwo), ['in D1'], 'children included, others not')
  assert.ok((await list(all)).includes('in S2'), 'positive control: who sees everything sees it')
  const change = (noteId: string) =>
    app.inject({
      method: 'PATCH',
      url: `/api/notes/${noteId}`,
      headers: { authorization: unitTwo, 'if-match': '"1"' },
      payload: { text: 'taken' },
    })
  const refused = await change(foreign.noteId)
  const absent = await change('01900000-0000-7000-8000-000000000000')
  assert.equal(refused.statusCode, 404)
  const plain = (body: string) => body.replace(/"requestId":"[^"]+"/, '')
  assert.equal(plain(refused.body), plain(absent.body), 'foreign and absent look the same')
  const smuggled = await write(unitTwo, { text: 'smuggled', unitIds: [4] })
  assert.equal(smuggled.statusCode, 403)
  assert.equal(smuggled.json().code, 'outside_your_units')
  assert.ok(!(await list(all)).includes('smuggled'))
})

test('If-Match: 428 without, 412 when stale with the newer version, 200 when fresh', async () => {
  const { noteId } = (await write(all, { text: 'draft' })).json() as { noteId: string }
  const change = (match?: string) =>
    app.inject({
      method: 'PATCH',
      url: `/api/notes/${noteId}`,
      headers: { authorization: all, ...(match ? { 'if-match': match } : {}) },
      payload: { text: 'final' },
    })
  assert.equal((await change()).statusCode, 428)
  assert.equal((await change('"1"')).statusCode, 200)
  const late = await change('"1"')
  assert.equal(late.statusCode, 412)
  assert.equal(late.json().details.version, 2)
})

test('Idempotency-Key: fifty at once make one note; another body is refused; keys belong to the caller', async () => {
  const headers = { 'idempotency-key': 'order-4711-note' }
  const answers = await Promise.all(Array.from({ length: 50 }, () => write(all, { text: 'only once' }, headers)))
  assert.deepEqual(new Set(answers.map((answer) => answer.statusCode)), new Set([201]))
  assert.equal(new Set(answers.map((answer) => answer.json().noteId)).size, 1)
  assert.equal((await list(all)).filter((text: string) => text === 'only once').length, 1)
  assert.equal((await write(all, { text: 'different' }, headers)).statusCode, 422)
  const other = await write(unitTwo, { text: 'mine', unitIds: [2] }, headers)
  assert.notEqual(other.json().noteId, answers[0]?.json().noteId)
})

test('a change, its event and its jobs commit together or not at all', async () => {
  const counts = async () => {
    const { rows } = await house.database.owner.query(
      `select (select count(*)::int from notes.notes) as notes, (select count(*)::int from core.events) as events,
        (select count(*)::int from graphile_worker._private_jobs) as jobs`,
    )
    return rows[0]
  }
  const before = await counts()
  assert.equal((await write(unitTwo, { text: 'refused by the policy', unitIds: [4] })).statusCode >= 400, true)
  assert.deepEqual(await counts(), before)
  await write(all, { text: 'accepted' })
  const after = await counts()
  assert.deepEqual(after, { notes: before.notes + 1, events: before.events + 1, jobs: before.jobs + 1 })
})
