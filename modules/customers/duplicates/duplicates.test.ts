import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { changeSetting } from '#core/settings.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../../apps/rooms.ts'
import { importCustomers } from '../import/import-customers.ts'
import { duplicateRules } from './duplicate-settings.ts'
import { scanDuplicates } from './scan-duplicates.ts'
import { makePeople } from './testing/made-people.ts'

const { house, app } = await openTestHouse(rooms)
const { owner } = house.database
const keyOf = async (unitIds: number[] | null) =>
  (
    await house.asSystem('test', (ctx) =>
      addApiKey(ctx, { name: 'pairs', permissions: ['customers.read', 'customers.merge'], unitIds }),
    )
  ).key
await owner.query(
  `insert into team.units (unit_id, parent_id, path, kind, name) overriding system value values (2, 1, '{1,2}', 'dealer', 'D')`,
)
const [office, dealer] = [await keyOf(null), await keyOf([2])]

async function ask(key: string, method: 'GET' | 'POST', url: string, body?: object) {
  const answer = await app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${key}` },
    ...(body && { payload: body }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

const isDay = (text: string | null | undefined) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
const people = makePeople(450, 3).rows.map(({ id, fields }, line) => {
  const said = Object.entries(fields).filter(([name, value]) => value && (name !== 'birthday' || isDay(value)))
  return { line, value: { customerRef: id, ...Object.fromEntries(said) } }
})

test('a scan finds records of one person with reasons; dismissed pairs stay so; joined ones go', async () => {
  await house.asSystem('test', (ctx) => importCustomers(ctx, { runId: uuid7(), source: 'shop', rows: people as never }))
  const outcome = await scanDuplicates(house)
  assert.ok(outcome.records > 400)
  assert.ok(outcome.pairs.length > 20, `${outcome.pairs.length} pairs`)
  const first = (await ask(office, 'GET', '/api/duplicates?limit=10')).body
  assert.deepEqual([first.items.length, first.open, first.scan.pairs], [10, outcome.pairs.length, outcome.pairs.length])
  const all: { one: { id: string }; other: { id: string }; probability: number; reasons: object[] }[] = [...first.items]
  for (let next = first.next; next; ) {
    const { body } = await ask(office, 'GET', `/api/duplicates?limit=100&cursor=${next}`)
    all.push(...body.items)
    next = body.next
  }
  assert.equal(new Set(all.map(({ one, other }) => `${one.id} ${other.id}`)).size, outcome.pairs.length)
  assert.deepEqual(
    all.map(({ probability }) => probability),
    all.map(({ probability }) => probability).sort((a, b) => b - a),
  )
  assert.ok(all.every(({ reasons }) => reasons.length > 0))

  const [sure, other] = all as [(typeof all)[number], (typeof all)[number]]
  const pair = { customerId: other.one.id, otherId: other.other.id }
  assert.equal((await ask(office, 'POST', '/api/duplicates/dismiss', pair)).status, 200)
  const merged = await ask(office, 'POST', `/api/customers/${sure.one.id}/merge`, { otherIds: [sure.other.id] })
  assert.equal(merged.status, 200)
  await scanDuplicates(house)
  const after = (await ask(office, 'GET', '/api/duplicates?limit=100')).body
  const ids = after.items.map(({ one, other: two }: (typeof all)[number]) => `${one.id} ${two.id}`)
  assert.equal(ids.includes(`${other.one.id} ${other.other.id}`), false, 'dismissed')
  assert.equal(
    ids.some((text: string) => text.includes(sure.other.id)),
    false,
    'joined',
  )
  assert.equal((await ask(office, 'POST', '/api/duplicates/dismiss', { ...pair, dismissed: false })).status, 200)
  assert.equal((await ask(office, 'GET', '/api/duplicates')).body.open, after.open + 1)
  assert.equal(
    (await ask(office, 'POST', '/api/duplicates/dismiss', { customerId: uuid7(), otherId: uuid7() })).status,
    404,
  )
})

test('inside a unit only pairs of its own customers are seen, and nobody there starts a scan', async () => {
  assert.equal((await ask(dealer, 'GET', '/api/duplicates')).body.items.length, 0)
  const { one, other } = (await ask(office, 'GET', '/api/duplicates')).body.items[0]
  await owner.query(`update customers.customers set unit_ids = '{1,2}' where customer_id = any($1)`, [
    [one.id, other.id],
  ])
  await scanDuplicates(house)
  assert.equal((await ask(dealer, 'GET', '/api/duplicates')).body.items.length, 1)
  assert.equal((await ask(dealer, 'POST', '/api/duplicates/scan')).body.code, 'company_wide_only')
  const started = await ask(office, 'POST', '/api/duplicates/scan')
  assert.equal(started.status, 200)
  await runWaitingJobs(house)
  const { rows: tasks } = await owner.query('select state, done::int from core.tasks where task_id = $1', [
    started.body.taskId,
  ])
  assert.deepEqual(tasks, [{ state: 'done', done: 100 }])
})

test('with a threshold set, pairs that sure are joined by the scan itself, with their evidence', async () => {
  await house.asSystem('test', (ctx) => changeSetting(ctx, duplicateRules, { review: 0.5, mergeAbove: 0.999 }))
  const before = (await ask(office, 'GET', '/api/duplicates')).body.open
  const { merged, pairs } = await scanDuplicates(house)
  assert.ok(merged > 5 && pairs.length < before, `${merged} joined, ${pairs.length} left of ${before}`)
  const { rows: merges } = await owner.query(`select evidence from customers.merges where reason = 'score'`)
  assert.equal(merges.length, merged)
  assert.ok(merges.every(({ evidence }) => evidence.probability >= 0.999 && evidence.fields.length > 0))
})
