import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { Analytics } from '@segment/analytics-node'
import { openDatabase } from '#core/database/open.ts'
import { freePort, spawnCommand, type spawnRapport } from '../ground/spawn-rapport.ts'

/** 100,000 for the whole drill: `EVENTS=100000 npm test -- g-ingestion-kill`. */
const EVENTS = Number(process.env.EVENTS ?? 6000)
const KILLS = 4
const WRITE_KEY = 'wk_drill'

const data = mkdtempSync(join(tmpdir(), 'rapport-drill-'))
after(() => rmSync(data, { recursive: true, force: true }))

type Running = Pick<Awaited<ReturnType<typeof spawnRapport>>, 'kill'>

async function start(port: number): Promise<Running> {
  const started = spawnCommand(['start', '--port', String(port), '--data', data])
  for (let tries = 0; tries < 600; tries++) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null)
    if (answer?.ok) return started
    await wait(50)
  }
  return assert.fail('the server does not answer')
}

test('G: the server is killed again and again under the real client: every event stands exactly once', {
  timeout: 900_000,
}, async () => {
  const port = await freePort()
  let server = await start(port)
  const database = await openDatabase({ data })
  await database.owner.query(`insert into segment.sources (name, write_key, source, quota, created_by)
    values ('drill', '${WRITE_KEY}', 'web', 10000000, 'test')`)
  const client = new Analytics({
    writeKey: WRITE_KEY,
    host: `http://127.0.0.1:${port}`,
    flushAt: 100,
    flushInterval: 200,
    maxRetries: 100,
  })
  const failures: unknown[] = []
  client.on('error', (error) => failures.push(error))
  let sent = 0
  let kills = 0
  const killing = (async () => {
    while (kills < KILLS) {
      const due = ((kills + 1) * EVENTS) / (KILLS + 1)
      while (sent < due) await wait(20)
      await wait(Math.random() * 150)
      await server.kill('SIGKILL')
      kills++
      server = await start(port)
    }
  })()
  for (; sent < EVENTS; sent++) {
    client.track({ userId: `u${sent % 97}`, event: `Drill ${sent}` })
    if (sent % 500 === 0) await wait(250)
  }
  await killing
  await client.closeAndFlush({ timeout: 600_000 })
  assert.deepEqual(failures, [], 'the client gave nothing up')
  const left = async () => (await database.owner.query('select count(*)::int as n from segment.inbox')).rows[0].n
  // What a killed process left is found by the job of every minute.
  for (let tries = 0; tries < 1800 && (await left()) > 0; tries++) await wait(100)
  const { rows } = await database.owner.query(
    `select count(*)::int as rows, count(distinct subject)::int as events from customers.interactions where kind = 'event'`,
  )
  assert.deepEqual(rows[0], { rows: EVENTS, events: EVENTS })
  assert.equal(kills, KILLS, 'control: it was killed in the midst of it')
  await database.close()
  await server.kill('SIGTERM')
})
