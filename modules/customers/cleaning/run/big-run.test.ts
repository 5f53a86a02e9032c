import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { checkBase } from '../quality/check-base.ts'
import { openCleaning } from '../testing/open-cleaning.ts'
import { stepRun } from './step-run.ts'

const { house, all, rows, owner } = await openCleaning()
const MANY = 10_000
const MB = 2 ** 20

await owner.query(
  `insert into customers.customers (customer_id, name, name_sort, company, source)
   select core.uuid7(), '  Name   ' || n, 'name ' || n, case when n % 3 = 0 then ' Firm  ' || n end, 'shop' from generate_series(1, $1::int) n`,
  [MANY],
)

type Started = { runId: string; taskId: string }
const start = async () =>
  (await all('POST', '/api/cleaning/runs', { body: { rule: 'spaces' } })).body as unknown as Started
const dirty = async () =>
  (await rows(`select count(*)::int as n from customers.customers where name like '  %'`))[0]?.n as number
const stateOf = async (runId: string) =>
  (await rows('select state, changed, restored, kept from customers.cleaning_runs where run_id = $1', [runId]))[0]

test('ten thousand customers are looked at in seconds, cleaned and put back, in memory that does not grow', async () => {
  const begun = performance.now()
  const steps: number[] = []
  await checkBase(house, async () => {
    steps.push(process.memoryUsage().heapUsed)
    return true
  })
  const seconds = (performance.now() - begun) / 1000
  assert.ok(steps.length > 9 && seconds < 30, `${seconds} s for ${MANY}`)
  const { body } = await all('GET', '/api/cleaning')
  const spaces = (body as unknown as { rules: { rule: string; count: number }[] }).rules.find(
    ({ rule }) => rule === 'spaces',
  )
  assert.equal(spaces?.count, MANY)
  const { runId } = await start()
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  await runWaitingJobs(house)
  assert.deepEqual(await stateOf(runId), { state: 'done', changed: MANY, restored: 0, kept: 0 })
  assert.equal(await dirty(), 0)
  assert.equal((await all('POST', `/api/cleaning/runs/${runId}/undo`, { body: {} })).status, 200)
  await runWaitingJobs(house)
  assert.deepEqual(await stateOf(runId), { state: 'undone', changed: MANY, restored: MANY, kept: 0 })
  assert.equal(await dirty(), MANY)
  const grown = (process.memoryUsage().rss - before) / MB
  assert.ok(grown < 200, `${Math.round(grown)} MB more after two runs over ${MANY} customers`)
})

test('a run that is cancelled in the middle stops between steps; what it did can be taken back', async () => {
  const { runId, taskId } = await start()
  const stop = house.asSystem('test', (ctx) => stepRun(ctx, runId))
  assert.deepEqual(await stop, { state: 'running', done: 1000 })
  await owner.query('update core.tasks set cancel_asked = true where task_id = $1', [taskId])
  await runWaitingJobs(house)
  const after = await stateOf(runId)
  assert.equal(after.state, 'cancelled')
  assert.ok(after.changed >= 1000 && after.changed < MANY, `${after.changed}`)
  assert.equal(await dirty(), MANY - after.changed)
  const [task] = await rows('select state from core.tasks where task_id = $1', [taskId])
  assert.equal(task.state, 'cancelled')
  await all('POST', `/api/cleaning/runs/${runId}/undo`, { body: {} })
  await runWaitingJobs(house)
  assert.deepEqual([(await stateOf(runId)).state, await dirty()], ['undone', MANY])
})

test('a run goes on where it was when its process ended, and changes nobody twice', async () => {
  const { runId } = await start()
  await house.asSystem('test', (ctx) => stepRun(ctx, runId))
  await assert.rejects(
    house.asSystem('test', async (ctx) => {
      await stepRun(ctx, runId)
      throw new Error('power cut')
    }),
    /power cut/,
  )
  assert.equal((await stateOf(runId)).changed, 1000)
  await runWaitingJobs(house)
  assert.deepEqual([(await stateOf(runId)).changed, await dirty()], [MANY, 0])
  const [{ most }] = (await rows(
    `select max(n)::int as most from (select count(*) as n from customers.cleaning_changes where run_id = $1 and field = 'name' group by customer_id) c`,
    [runId],
  )) as [{ most: number }]
  assert.equal(most, 1)
})

test('whoever lost the right in the meantime changes nothing more', async () => {
  await owner.query(`update customers.customers set name = '  ' || name where listed and name not like '  %'`)
  await checkBase(house)
  const { runId } = await start()
  await owner.query('update team.api_keys set revoked_at = now()')
  await runWaitingJobs(house)
  assert.deepEqual(await stateOf(runId), { state: 'failed', changed: 0, restored: 0, kept: 0 })
  assert.equal(await dirty(), MANY)
})
