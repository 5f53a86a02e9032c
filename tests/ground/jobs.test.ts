import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { queueJob } from '#core/jobs/job.ts'
import { runJobs, runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'
import { busyJob, failures, flakyJob, longJob, longRuns, notes, writeNote } from './notes-room/module.ts'

const { house } = await openTestHouse([...rooms, notes])

async function until(what: string, done: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await done()) return
    await wait(25)
  }
  assert.fail(`never: ${what}`)
}

async function working(t: TestContext): Promise<void> {
  const jobs = await runJobs(house)
  t.after(() => jobs.stop())
}

const one = async (query: string) => Number(Object.values((await house.database.owner.query(query)).rows[0])[0])

test('reactions run once per event, also when their job runs twice', async (t) => {
  await house.asSystem('test', (ctx) => writeNote(ctx, { text: 'heard', unitIds: [1] }))
  const { rows } = await house.database.owner.query(
    `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'notes.count-hearing'`,
  )
  await house.database.owner.query(`select graphile_worker.add_job('notes.count-hearing', $1)`, [
    JSON.stringify(rows[0].payload),
  ])
  await working(t)
  await until('both jobs done', async () => (await one('select count(*) from graphile_worker._private_jobs')) === 0)
  assert.equal(await one('select count(*) from notes.heard'), 1)
  assert.equal(await one('select max(times) from notes.heard'), 1)
})

test('a job that fails is tried again; one that always fails is parked with its cause and holds up nobody', async (t) => {
  await working(t)
  await house.asSystem('test', async (ctx) => {
    queueJob(ctx, flakyJob, { key: 'poison', fail: 99 }, { attempts: 1 })
    for (let i = 0; i < 100; i++) queueJob(ctx, flakyJob, { key: `good ${i}`, fail: 0 })
  })
  await until(
    'the good ones are done',
    () => [...failures.keys()].filter((key) => key.startsWith('good')).length === 100,
  )
  await until(
    'the poison is parked',
    async () =>
      (await one(
        'select count(*) from graphile_worker._private_jobs where attempts = max_attempts and locked_at is null',
      )) === 1,
  )
  const { rows } = await house.database.owner.query('select last_error from graphile_worker._private_jobs')
  assert.match(rows[0].last_error, /not yet/)
})

test('the jobs of a worker that is no more are given back', async (t) => {
  await house.database.owner.query('delete from graphile_worker._private_jobs')
  await house.asSystem('test', async (ctx) => queueJob(ctx, flakyJob, { key: 'orphan', fail: 0 }))
  await house.database.owner.query(
    `update graphile_worker._private_jobs set locked_by = 'worker-of-the-dead', locked_at = now() - interval '1 minute'`,
  )
  await working(t)
  await until('the orphan is done', () => failures.get('orphan') === 1)
})

test('a long job of a living process is nobody else’s, and lets go of its queue', async (t) => {
  await house.asSystem('test', async (ctx) => queueJob(ctx, longJob, {}, { queue: 'notes.long' }))
  await working(t)
  await until('it runs', () => longRuns.begun === 1)
  await house.database.owner.query(
    `update graphile_worker._private_jobs set locked_at = now() - interval '1 hour' where locked_at is not null`,
  )
  // Those who live say so every five seconds, and look for the dead then.
  await wait(6000)
  longRuns.mayEnd = true
  // Its queue is let go of in the same statement that takes the finished job away.
  await until('it is done', async () => (await one('select count(*) from graphile_worker._private_jobs')) === 0)
  assert.equal(longRuns.begun, 1)
  assert.equal(await one('select count(*) from graphile_worker._private_job_queues where not is_available'), 0)
})

test('who waits for all jobs waits for what follows from one that let nobody look for a while', async () => {
  await house.database.owner.query('delete from graphile_worker._private_jobs')
  await house.asSystem('test', async (ctx) => queueJob(ctx, busyJob, { ms: 2500, after: 'after all' }))
  await runWaitingJobs(house)
  assert.equal(failures.get('after all'), 1)
})
