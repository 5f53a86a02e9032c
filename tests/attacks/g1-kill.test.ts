import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { runningPostmaster, socketFolder } from '#core/database/embedded-paths.ts'
import { addApiKey } from '#modules/team/key/add-api-key.ts'
import { openForCommand } from '../../apps/open-for-command.ts'
import { spawnCommand, spawnRapport } from '../ground/spawn-rapport.ts'
import { type OrdersFile, writeOrders } from './write-orders.ts'

/** `ROWS=1000000 node --test tests/attacks/g1-kill.test.ts` for the full size of the row. */
const ROWS = Number(process.env.ROWS ?? 100_000)
const PATIENCE = 60_000 + ROWS * 3

const log = pino({ level: 'fatal' })
const base = mkdtempSync(join(tmpdir(), 'rapport-g1-'))
after(() => rmSync(base, { recursive: true, force: true }))

/** A data folder of the test's own: durable, unlike the cluster that other tests share. */
async function freshFolder(name: string): Promise<string> {
  const data = join(base, name)
  await (await openForCommand({ data }, { log })).close()
  return data
}

/** One look at the database of a folder, past everything of ours. */
async function look<T extends object>(data: string, query: string): Promise<T[]> {
  const client = new pg.Client({ host: socketFolder(data), port: 5432, user: 'rapport_owner', database: 'rapport' })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(query)).rows
  } catch {
    return []
  } finally {
    await client.end().catch(() => {})
  }
}

interface Progress {
  state: string
  read: number
  written: number
}

const progress = async (data: string): Promise<Progress> =>
  (
    await look<Progress>(
      data,
      `select state, rows_read::int as read, (rows_new + rows_changed + rows_unchanged)::int as written
       from imports.runs order by created_at desc limit 1`,
    )
  )[0] ?? { state: 'none', read: 0, written: 0 }

/** Waits until the import has come so far: a number of rows staged, or written. False when it ended before. */
async function reached(data: string, phase: 'staging' | 'applying', rows: number, hasEnded: () => boolean) {
  for (const begun = Date.now(); Date.now() - begun < PATIENCE; await wait(5)) {
    const { state, read, written } = await progress(data)
    if (state === 'done' || hasEnded()) return false
    if (state === phase && (phase === 'staging' ? read : written) >= rows) return true
  }
  return assert.fail(`the import never came to ${rows} rows of ${phase}`)
}

/** What the tables hold beside what the mark of the run says. Together or not at all, at every moment. */
const HELD = `select (select count(*) from orders.lines)::int as lines,
  (select (rows_new + rows_changed + rows_unchanged)::int from imports.runs order by created_at desc limit 1) as marked,
  (select count(*) from (select 1 from orders.orders group by order_number having count(*) > 1) t)::int as twice,
  (select coalesce(sum(revenue_micro), 0) from orders.lines)::text as revenue`
interface Held {
  lines: number
  marked: number
  twice: number
  revenue: string
}

function faultsOf(held: Held | undefined, file?: OrdersFile): string[] {
  if (!held) return ['no answer']
  return [
    ...(held.lines !== held.marked ? [`${held.lines} lines, ${held.marked} marked`] : []),
    ...(held.twice > 0 ? [`${held.twice} orders twice`] : []),
    ...(file && held.lines !== file.good ? [`${held.lines} of ${file.good} lines`] : []),
    ...(file && held.revenue !== `${file.revenue}` ? [`${held.revenue} instead of ${file.revenue}`] : []),
  ]
}

const check = async (data: string, file?: OrdersFile) => faultsOf((await look<Held>(data, HELD))[0], file)

/** Time passes, so that the next process may take the run over at once. */
const letTimePass = (data: string) => look(data, `update imports.runs set alive_at = now() - interval '1 hour'`)

const importing = (data: string, file: OrdersFile) =>
  spawnCommand(['import', 'orders', file.path, '--data', data, '--json'], { LOG_LEVEL: 'error' })

async function finishByCommand(data: string, file: OrdersFile): Promise<void> {
  const last = importing(data, file)
  const [code] = await once(last.child, 'exit')
  assert.equal(code, 0, last.output())
  const house = await openForCommand({ data }, { log })
  try {
    const said = JSON.parse(last.printed()) as { rows: number; new: number; refused: number; errorFile: string }
    assert.deepEqual([said.rows, said.new, said.refused], [file.rows, file.good, file.bad])
    assert.equal(readFileSync(said.errorFile, 'utf8').trimEnd().split('\n').length, file.bad + 1)
    assert.deepEqual(await check(data, file), [])
    const { rows } = await house.database.owner.query('select count(*)::int as runs from imports.runs')
    assert.equal(rows[0].runs, 1, 'one run from the beginning to the end')
    await assertControl(house.database.owner, file)
  } finally {
    await house.close()
  }
}

/** The probe is fine enough to see one lost row, one row too many, and one written past the mark. */
async function assertControl(owner: pg.Pool, file: OrdersFile): Promise<void> {
  const client = await owner.connect()
  const seen = async (change: string) => {
    await client.query('begin')
    await client.query(change)
    const faults = faultsOf((await client.query<Held>(HELD)).rows[0], file)
    await client.query('rollback')
    return faults
  }
  try {
    const one = '(select ctid from orders.lines where revenue_micro > 0 limit 1)'
    assert.equal((await seen(`delete from orders.lines where ctid = ${one}`)).length, 3)
    assert.equal(
      (await seen(`update orders.lines set revenue_micro = revenue_micro + 1 where ctid = ${one}`)).length,
      1,
    )
    assert.equal((await seen('update imports.runs set rows_new = rows_new - 1')).length, 1)
  } finally {
    client.release()
  }
}

test(`G1: the command is killed five times while it imports ${ROWS} rows: each row once, or in the error file`, {
  timeout: 10 * PATIENCE,
}, async (t) => {
  const data = await freshFolder('command')
  const file = await writeOrders(join(base, 'command.csv'), ROWS)
  const moments = [
    { phase: 'staging' as const, rows: randomInt(0, Math.floor(ROWS / 2)) },
    ...[0, 1, 2, 3].map((at) => ({
      phase: 'applying' as const,
      rows: Math.floor((ROWS * (at + Math.random())) / 4.5),
    })),
  ]
  let kills = 0
  for (const { phase, rows } of moments) {
    const child = importing(data, file)
    if (await reached(data, phase, rows, () => child.child.exitCode !== null)) {
      await wait(randomInt(0, 150))
      await child.kill('SIGKILL')
      if (child.child.signalCode === 'SIGKILL') kills++
    }
    const { state, read, written } = await progress(data)
    t.diagnostic(`killed in ${phase} at ${rows} or more: ${state}, ${read} read, ${written} written`)
    assert.deepEqual(await check(data), [])
    await letTimePass(data)
  }
  assert.ok(kills >= 4, `only ${kills} kills met the import on its way`)
  await finishByCommand(data, file)
})

/** Ends every process of a database server at once, as a power cut would: nothing is flushed on the way out. */
async function crash(data: string): Promise<void> {
  const postmaster = runningPostmaster(join(data, 'postgres'))
  assert.ok(postmaster)
  const { stdout } = spawnSync('pgrep', ['-P', String(postmaster)], { encoding: 'utf8' })
  for (const pid of [postmaster, ...stdout.trim().split('\n').map(Number)]) process.kill(pid, 'SIGKILL')
  while (runningPostmaster(join(data, 'postgres')) === postmaster) await wait(20)
}

/** The server's own writer sleeps, so that a crash takes away what was not waited for. */
const sleepyWriter = async (data: string) => {
  await look(data, `alter system set wal_writer_delay = '10s'`)
  await look(data, `alter system set wal_writer_flush_after = '1GB'`)
  await look(data, 'select pg_reload_conf()')
}

test('G1: the database server crashes while a file is imported: rows and mark are lost together, and come again', {
  timeout: 4 * PATIENCE,
}, async (t) => {
  const data = await freshFolder('crash')
  const rows = Math.max(30_000, Math.floor(ROWS / 4))
  const file = await writeOrders(join(base, 'crash.csv'), rows)
  for (const part of [0.2, 0.6]) {
    const child = importing(data, file)
    assert.ok(await reached(data, 'applying', rows * part, () => child.child.exitCode !== null), child.output())
    await sleepyWriter(data)
    await wait(randomInt(0, 200))
    child.child.kill('SIGSTOP')
    const before = await progress(data)
    await crash(data)
    child.child.kill('SIGCONT')
    if (child.child.exitCode === null) await once(child.child, 'exit')
    assert.notEqual(child.child.exitCode, 0, 'a command whose database is gone says so')
    await (await openForCommand({ data }, { log })).close()
    const house = await openForCommand({ data }, { log })
    const now = await progress(data)
    t.diagnostic(`${before.written} rows were written, ${now.written} after the crash`)
    assert.ok(now.written <= before.written + 5000 && now.state === 'applying')
    assert.deepEqual(await check(data), [])
    await letTimePass(data)
    await house.close()
  }
  await finishByCommand(data, file)
})

test('G1 control: a mark that is not in the transaction of its row is ahead of it after the same crash', async () => {
  const data = await freshFolder('control')
  const house = await openForCommand({ data }, { log })
  await sleepyWriter(data)
  await house.database.owner.query('create table public.marks (at int); create table public.rows_of_it (at int)')
  await house.close()
  // Whatever else the server writes in that moment takes the row along: a crash that finds it on disk is none of ours.
  let lost = 0
  for (let at = 1; at <= 6 && lost === 0; at++) {
    const open = await openForCommand({ data }, { log })
    await open.database.owner.query('insert into public.marks values ($1)', [at])
    await open.database.owner.query(
      `begin; set local synchronous_commit = off; insert into public.rows_of_it values (${at}); commit`,
    )
    await crash(data)
    await open.close().catch(() => {})
    const again = await openForCommand({ data }, { log })
    const { rows } = await again.database.owner.query(
      'select (select count(*) from public.marks)::int as marks, (select count(*) from public.rows_of_it)::int as kept',
    )
    await again.close()
    assert.equal(rows[0].marks, at)
    lost = at - rows[0].kept
  }
  assert.equal(lost, 1)
})

async function upload(url: string, authorization: string, file: OrdersFile): Promise<string> {
  const ask = async (method: string, path: string, body?: object) => {
    const headers = { authorization, 'content-type': 'application/json' }
    const answer = await fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    assert.ok(answer.ok, `${path} ${answer.status}`)
    return (await answer.json()) as { id: string }
  }
  const { id } = await ask('POST', '/api/imports', { fileName: 'orders.csv' })
  const bytes = readFileSync(file.path)
  const sent = await fetch(`${url}/api/imports/${id}/file?at=0&of=${bytes.length}`, {
    method: 'PUT',
    headers: { authorization, 'content-type': 'application/octet-stream' },
    body: bytes,
  })
  assert.equal(sent.status, 200, await sent.text())
  await ask('GET', `/api/imports/${id}/preview`)
  await ask('POST', `/api/imports/${id}/start`, {})
  return id
}

async function serveAndKill(t: TestContext, data: string, rows: number): Promise<void> {
  const server = await spawnRapport(['--data', data], { LOG_LEVEL: 'error' })
  t.after(() => server.kill('SIGKILL'))
  if (await reached(data, 'applying', rows, () => server.child.exitCode !== null)) await wait(randomInt(0, 150))
  await server.kill('SIGKILL')
}

test('G1: the server is killed while it imports an uploaded file; the next one goes on by itself', {
  timeout: 4 * PATIENCE,
}, async (t) => {
  const data = await freshFolder('server')
  const file = await writeOrders(join(base, 'server.csv'), 40_000)
  const house = await openForCommand({ data }, { log })
  const { key } = await house.asSystem('test', (ctx) => addApiKey(ctx, { name: 'g1', permissions: ['imports.run'] }))
  await house.close()
  const first = await spawnRapport(['--data', data], { LOG_LEVEL: 'error' })
  t.after(() => first.kill('SIGKILL'))
  await upload(first.url, `Bearer ${key}`, file)
  await reached(data, 'staging', randomInt(1, 20_000), () => false)
  await first.kill('SIGKILL')
  const afterFirst = await progress(data)
  await letTimePass(data)
  for (const part of [0.1, 0.6]) {
    await serveAndKill(t, data, file.rows * part)
    assert.deepEqual(await check(data), [])
    await letTimePass(data)
  }
  assert.notEqual(afterFirst.state, 'done', 'control: the kill met it on its way')
  const last = await spawnRapport(['--data', data], { LOG_LEVEL: 'error' })
  t.after(() => last.kill('SIGKILL'))
  for (const begun = Date.now(); (await progress(data)).state !== 'done'; await wait(100)) {
    assert.ok(Date.now() - begun < PATIENCE, JSON.stringify(await progress(data)))
  }
  assert.deepEqual(await check(data, file), [])
  await last.kill('SIGTERM')
})
