import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { runningPostmaster } from '#core/database/embedded-paths.ts'
import { openDatabase } from '#core/database/open.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { openForCommand } from '../../apps/open-for-command.ts'
import { spawnRapport } from '../ground/spawn-rapport.ts'

const data = mkdtempSync(join(tmpdir(), 'rapport-g5-'))
after(() => rmSync(data, { recursive: true, force: true }))

/** Asks until told to stop; notes what came back and how long each answer took. */
function keepAsking(url: string, authorization: string) {
  const answers: { status: number; ms: number }[] = []
  let asking = true
  const loop = async () => {
    while (asking) {
      const begun = Date.now()
      const answer = await fetch(`${url}/api/settings`, { headers: { authorization } }).catch(() => null)
      answers.push({ status: answer?.status ?? 0, ms: Date.now() - begun })
      await answer?.text()
      await wait(5)
    }
  }
  const loops = Promise.all([loop(), loop(), loop(), loop()])
  const stop = async () => {
    asking = false
    await loops
  }
  return { answers, stop }
}

test('G5: killed backends, a frozen and a crashed database: the program lives, says 503, and comes back', {
  timeout: 120_000,
}, async (t) => {
  const house = await openForCommand({ data })
  const { key } = await house.asSystem('test', (ctx) =>
    addApiKey(ctx, { name: 'g5', permissions: ['settings.change'] }),
  )
  await house.close()
  const server = await spawnRapport(['--data', data], { LOG_LEVEL: 'error' })
  t.after(() => server.kill('SIGKILL'))
  const postmaster = () => runningPostmaster(join(data, 'postgres'))
  const asking = keepAsking(server.url, `Bearer ${key}`)
  t.after(() => asking.stop())
  const healthy = async () => {
    // Ten good answers in a row: `/health` is cached, and one good connection does not make a good pool.
    for (const begun = Date.now(); Date.now() - begun < 10_000; await wait(100)) {
      const last = asking.answers.slice(-10)
      if (last.length === 10 && last.every((answer) => answer.status === 200)) return
    }
    assert.fail('not healthy within 10 s')
  }
  const answers = () => asking.answers.some((answer) => answer.status === 200)
  for (let tries = 0; tries < 100 && !answers(); tries++) await wait(100)
  assert.ok(answers(), 'positive control: it answers before')

  const own = await openDatabase({ data })
  await own.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`,
  )
  await own.close()
  await healthy()

  const frozen = postmaster()
  assert.ok(frozen)
  const children = spawnSync('pgrep', ['-P', String(frozen)], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')
    .map(Number)
  for (const pid of children) process.kill(pid, 'SIGSTOP')
  await wait(3000)
  for (const pid of children) process.kill(pid, 'SIGCONT')
  await healthy()

  // A crash of one backend makes PostgreSQL restart them all.
  const victim = spawnSync('pgrep', ['-P', String(frozen), '-f', 'rapport_app'], { encoding: 'utf8' })
    .stdout.trim()
    .split('\n')[0]
  assert.ok(victim)
  process.kill(Number(victim), 'SIGKILL')
  await wait(300)
  await healthy()
  await asking.stop()
  assert.equal(server.child.exitCode, null, 'the program lives')
  const statuses = new Set(asking.answers.map((answer) => answer.status))
  assert.deepEqual(
    [...statuses].filter((status) => ![200, 503].includes(status)),
    [],
    'answers are 200 or 503, never 500',
  )
  assert.ok(statuses.has(503), 'positive control: the faults were felt')
  assert.equal(asking.answers.at(-1)?.status, 200)
  await server.kill('SIGTERM')
})

test('G9: SIGTERM under load: what was acknowledged is kept, requests under way finish', {
  timeout: 60_000,
}, async (t) => {
  const house = await openForCommand({ data })
  const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: 'g9', permissions: ['customers.edit'] }))
  await house.close()
  const server = await spawnRapport(['--data', data], { LOG_LEVEL: 'error' })
  t.after(() => server.kill('SIGKILL'))
  const acknowledged: string[] = []
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  let going = true
  const write = async (worker: number) => {
    for (let i = 0; going; i++) {
      const body = JSON.stringify({ name: `G9 ${worker} ${i}` })
      const answer = await fetch(`${server.url}/api/customers`, { method: 'POST', headers, body }).catch(() => null)
      if (answer?.ok) acknowledged.push(((await answer.json()) as { id: string }).id)
      else if (answer === null) return
    }
  }
  const writers = Promise.all([0, 1, 2, 3].map(write))
  for (let tries = 0; acknowledged.length < 30 && tries < 1000; tries++) await wait(20)
  await server.kill('SIGTERM')
  going = false
  await writers
  assert.equal(server.child.exitCode, 0, 'it ended by itself')
  assert.ok(acknowledged.length > 20, `positive control: it wrote (${acknowledged.length})`)
  const database = await openDatabase({ data })
  const { rows } = await database.owner.query(
    'select count(*)::int as kept from customers.customers where customer_id = any($1)',
    [acknowledged],
  )
  assert.equal(rows[0].kept, acknowledged.length)
  await database.close()
})
