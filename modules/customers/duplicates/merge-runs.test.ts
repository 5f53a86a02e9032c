import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../../apps/rooms.ts'
import { importCustomers } from '../import/import-customers.ts'
import { scanChanges } from './scan-changes.ts'
import { scanDuplicates } from './scan-duplicates.ts'
import { makePeople } from './testing/made-people.ts'

const { house, app } = await openTestHouse(rooms)
const { owner } = house.database
const permissions = ['customers.read', 'customers.edit', 'customers.merge']
await owner.query(
  `insert into team.units (unit_id, parent_id, path, kind, name) overriding system value values (2, 1, '{1,2}', 'dealer', 'D')`,
)
const keyOf = async (unitIds: number[] | null) =>
  (await house.asSystem('test', (ctx) => addApiKey(ctx, { name: 'k', permissions, unitIds }))).key
const [office, dealer] = [await keyOf(null), await keyOf([2])]

async function ask(method: 'GET' | 'POST', url: string, payload?: object, headers: object = {}, key = office) {
  const answer = await app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${key}`, ...headers },
    ...(payload && { payload }),
  })
  return { status: answer.statusCode, body: answer.json() }
}

const isDay = (text: string) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`))
const rows = makePeople(300, 3).rows.map(({ id, fields }, line) => {
  const said = Object.entries(fields).filter(([name, value]) => value && (name !== 'birthday' || isDay(value)))
  return { line, value: { customerRef: id, ...Object.fromEntries(said) } }
})
await house.asSystem('test', (ctx) => importCustomers(ctx, { runId: uuid7(), source: 'shop', rows: rows as never }))
await scanDuplicates(house)

/** Everything about customers that a merge moves, byte for byte. */
const state = async () =>
  (
    await owner.query(`select (select json_agg(json_build_array(customer_id, stage, merged_into, name, email, phone, birthday, address) order by customer_id)
      from customers.customers)::text as a,
    (select json_agg(json_build_array(customer_id, kind, source, value_key, origin_id) order by 1::text, kind, source, value_key, customer_id)
      from customers.identities)::text as b`)
  ).rows[0]

test('all pairs that are sure enough are joined in one run, and the whole run is taken back as one', async () => {
  const before = await state()
  const sure = (await ask('GET', '/api/duplicates/sure?from=0.95')).body.pairs
  assert.ok(sure > 5, `${sure} pairs`)
  const headers = { 'idempotency-key': 'merge-all-once' }
  const started = await ask('POST', '/api/duplicates/merge-all', { from: 0.95 }, headers)
  assert.equal(started.status, 201)
  const again = await ask('POST', '/api/duplicates/merge-all', { from: 0.95 }, headers)
  assert.deepEqual(again.body, started.body, 'asked twice, begun once')
  const { runId } = started.body
  assert.equal((await ask('POST', `/api/duplicates/merge-runs/${runId}/undo`)).body.code, 'merge_run_running')
  await runWaitingJobs(house)
  assert.equal((await ask('GET', '/api/duplicates/sure?from=0.95')).body.pairs, 0)
  const [run] = (await ask('GET', '/api/duplicates/merge-runs')).body.items
  assert.deepEqual([run.runId, run.state, run.merged, run.standing], [runId, 'done', run.merged, run.merged])
  assert.ok(run.merged > 5 && run.merged <= sure)
  assert.notDeepEqual(await state(), before, 'control: records were joined')
  const undone = await ask('POST', `/api/duplicates/merge-runs/${runId}/undo`)
  assert.equal(undone.status, 200)
  assert.equal((await ask('POST', `/api/duplicates/merge-runs/${runId}/undo`)).body.taskId, null, 'under way already')
  await runWaitingJobs(house)
  assert.deepEqual(await state(), before)
  const [after] = (await ask('GET', '/api/duplicates/merge-runs')).body.items
  assert.deepEqual([after.state, after.standing], ['undone', 0])
  await scanChanges(house)
  assert.equal((await ask('GET', '/api/duplicates/sure?from=0.95')).body.pairs, sure, 'the pairs are asked about again')
})

test('a run that is stopped joins no further, and what it joined can be taken back', async () => {
  const { taskId, runId } = (await ask('POST', '/api/duplicates/merge-all', { from: 0.9 })).body
  await owner.query('update core.tasks set cancel_asked = true where task_id = $1', [taskId])
  await runWaitingJobs(house)
  const [run] = (await ask('GET', '/api/duplicates/merge-runs')).body.items
  assert.deepEqual([run.runId, run.state, run.merged], [runId, 'cancelled', 0])
})

test('nothing to join, somebody inside a unit, a run that is none', async () => {
  assert.equal(
    (await ask('POST', '/api/duplicates/merge-all', { from: 0.5 }, {}, dealer)).body.code,
    'company_wide_only',
  )
  assert.equal((await ask('POST', `/api/duplicates/merge-runs/${uuid7()}/undo`)).status, 404)
  await owner.query(`update customers.duplicate_pairs set state = 'dismissed'`)
  assert.equal((await ask('POST', '/api/duplicates/merge-all', { from: 0.5 })).body.code, 'nothing_to_merge')
})

test('what a merge of several will say is what it then says', async () => {
  const make = async (body: object) => (await ask('POST', '/api/customers', body)).body.id as string
  const main = await make({ name: '赵一', email: 'zhao@shop.test', city: '杭州', country: 'CN' })
  const others = [
    await make({ name: '赵壹', birthday: '1980-01-02', phone: '13600000001', company: '甲公司' }),
    await make({ name: 'Zhao Yi', birthday: '1981-01-02', address: '西湖路 1 号', country: 'CN' }),
  ]
  const preview = await ask('POST', `/api/customers/${main}/merge/preview`, { otherIds: others })
  assert.equal(preview.status, 200)
  const said = Object.fromEntries(
    preview.body.fields.map(({ field, value }: { field: string; value: unknown }) => [field, value]),
  )
  assert.equal((await ask('POST', `/api/customers/${main}/merge`, { otherIds: others })).status, 200)
  const { body: after } = await ask('GET', `/api/customers/${main}`)
  assert.deepEqual([said['name'], said['birthday'], said['company']], [after.name, after.birthday, after.company])
  assert.equal(said['name'], '赵一', 'the main record speaks first')
  assert.equal((said['place'] as { city: string }).city, after.city)
  assert.equal(preview.body.identities, 2)
  assert.equal(
    (await ask('POST', `/api/customers/${main}/merge/preview`, { otherIds: [main] })).body.code,
    'merge_with_self',
  )
})
