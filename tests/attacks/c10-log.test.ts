import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { type Logger, pino } from 'pino'
import { z } from 'zod'
import { openHouse } from '#core/house.ts'
import { call } from '#core/http/contract.ts'
import { buildServer } from '#core/http/server.ts'
import { defineJob, queueJob } from '#core/jobs/job.ts'
import { runWaitingJobs } from '#core/jobs/run-jobs.ts'
import { openLog } from '#core/log.ts'
import { defineRoom, serve } from '#core/module.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { rooms } from '../../apps/rooms.ts'

/** A room with the faults a program can have: it throws what it was given, hands it to the database, logs it whole. */
const failing = defineJob({
  name: 'faulty.job',
  payload: z.object({ text: z.string() }),
  run: async (_house, { text }) => {
    throw new Error(text)
  },
})
const toDatabase = call({
  method: 'POST',
  path: '/api/faulty/database',
  permission: 'signed-in',
  summary: 'A database error that repeats the text',
  body: z.object({ text: z.string() }),
})
const faulty = defineRoom({
  name: 'faulty',
  folder: join(import.meta.dirname, 'faulty'),
  jobs: [failing],
  calls: [
    serve(toDatabase, async (ctx, { text }) => {
      await sql`select ${text}::int`.execute(ctx.db)
    }),
  ],
  routes: (app) => {
    app.post('/api/faulty/throw', async (request) => {
      const { text } = request.body as { text: string }
      request.log.warn({ headers: request.headers, url: request.url, body: request.body }, `seen ${text}`)
      throw new Error(`${request.headers['user-agent']} ${request.url} ${text}`, { cause: new Error(text) })
    })
  },
})

const { house: first, url } = await openTestHouse([...rooms, faulty])
const { key } = await first.asSystem('test', (ctx) => addApiKey(ctx, { name: 'c10', permissions: ['settings.change'] }))
const PASSWORD = 'hunter2-hunter2'
const OF_DATABASE = 'pw-in-address'
const secrets = [key, PASSWORD, 'c00kie-of-somebody', OF_DATABASE]
const hostile = [
  'two\nlines\r\nand {"level":"fatal","msg":"forged"}\n{"level":"fatal","msg":"forged"}',
  '\u001b[2J\u001b]0;title\u0007 \u009b31m \u2028 \u2029 \u202Eevil',
  'x'.repeat(1_000_000),
  '龘'.repeat(300_000),
  '\u0001'.repeat(100_000),
  `Bearer ${key}`,
  `${'y'.repeat(1900)} ${key} ${key}`,
  `{"password":"${PASSWORD}","token": "${key}"} password=${PASSWORD} api_key=${key}`,
  `postgres://rapport:${OF_DATABASE}@db/rapport`,
  '__Host-sid=c00kie-of-somebody; a=b',
]

/** Everything that is written to the log while the hostile texts go every way they can. */
async function logOf(openWith: (stream: { write(line: string): void }) => Logger): Promise<string> {
  let written = ''
  const log = openWith({
    write: (line) => {
      written += line
    },
  })
  const data = mkdtempSync(join(tmpdir(), 'rapport-c10-'))
  after(() => rmSync(data, { recursive: true, force: true }))
  const house = await openHouse({ rooms: [...rooms, faulty], data, url, log, connections: 6, secret: first.secret })
  const app = await buildServer(house)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const base = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  for (const text of hostile) {
    const short = text.replaceAll(/[^\x20-\x7e]/g, ' ').slice(0, 4000)
    const headers = {
      'content-type': 'application/json',
      'user-agent': short,
      authorization: `Bearer ${key}`,
      cookie: '__Host-sid=c00kie-of-somebody',
    }
    const post = (path: string, body: object) =>
      fetch(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }).then((answer) => answer.status)
    assert.equal(await post(`/api/faulty/throw?q=${encodeURIComponent(short)}`, { text, password: PASSWORD }), 500)
    assert.equal(await post('/api/faulty/database', { text }), 500)
    await post('/api/sign-in', { email: `${text.slice(0, 200)}@shop.test`, password: PASSWORD })
    await house.asSystem('test', async (ctx) => queueJob(ctx, failing, { text }, { attempts: 1 }))
    await runWaitingJobs(house)
  }
  await app.close()
  await house.close()
  return written
}

/** What is wrong with a log, by line. */
function faultsOf(written: string): string[] {
  return written
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const faults = secrets.filter((secret) => line.includes(secret)).map((secret) => `secret ${secret.slice(0, 8)}`)
      if (/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(line)) faults.push('control character')
      if (Buffer.byteLength(line) + 1 > 8192) faults.push(`${Buffer.byteLength(line)} bytes`)
      if (typeof levelOf(line) !== 'string') faults.push('no JSON')
      return faults
    })
}

function levelOf(line: string): unknown {
  try {
    return (JSON.parse(line) as { level?: unknown }).level
  } catch {
    return undefined
  }
}

test('C10: whatever is sent, the log has one JSON line per event, without secrets, of at most 8 kB', {
  timeout: 60_000,
}, async () => {
  const written = await logOf((stream) => openLog('trace', stream))
  assert.deepEqual(faultsOf(written), [])
  const lines = written
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: string; msg: string; err?: { message: string } })
  assert.equal(lines.filter((line) => line.msg === 'bug').length, 2 * hostile.length)
  assert.equal(lines.filter((line) => line.msg.startsWith('seen')).length, hostile.length)
  assert.equal(lines.filter((line) => line.msg.startsWith('Failed task')).length, hostile.length)
  assert.equal(lines.filter((line) => line.level === 'fatal').length, 0, 'no line was forged')
  assert.ok(
    lines.some((line) => line.err?.message.includes('two\nlines')),
    'the texts are there, made harmless',
  )
})

test('C10 control: the same probe finds what a plain log lets through', { timeout: 60_000 }, async () => {
  const faults = faultsOf(
    await logOf((stream) => pino({ level: 'trace', formatters: { level: (level) => ({ level }) } }, stream)),
  )
  assert.ok(faults.some((fault) => fault.startsWith('secret')))
  assert.ok(faults.includes('control character'))
  assert.ok(faults.some((fault) => fault.endsWith('bytes')))
  assert.deepEqual(faultsOf('no json at all'), ['no JSON'])
})
