import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { runningPostmaster, socketFolder } from '#core/database/embedded-paths.ts'
import { openDatabase } from '#core/database/open.ts'
import { spawnCommand, spawnRapport } from '../ground/spawn-rapport.ts'

const base = mkdtempSync(join(tmpdir(), 'rapport-g6-'))
after(() => rmSync(base, { recursive: true, force: true }))

test('G6: after kill -9 the next start takes the orphaned database over and no row is lost', async () => {
  const data = join(base, 'orphan')
  const first = await spawnRapport(['--data', data])
  const database = await openDatabase({ data })
  await database.owner.query(`insert into core.settings (name, value) values ('test.kept', '"yes"')`)
  await first.kill('SIGKILL')
  const orphan = runningPostmaster(join(data, 'postgres'))
  assert.ok(orphan, 'the database outlives its program')
  await database.close()
  const second = await spawnRapport(['--data', data])
  const again = await openDatabase({ data })
  const { rows } = await again.owner.query(`select value from core.settings where name = 'test.kept'`)
  assert.equal(rows[0].value, 'yes')
  await again.close()
  await second.kill('SIGTERM')
  assert.equal(second.child.exitCode, 0, second.output())
  assert.equal(runningPostmaster(join(data, 'postgres')), null, 'the last to leave stops the database')
})

test('G6: a database that is killed under a running program is started again by it, and no row is lost', async () => {
  const data = join(base, 'revived')
  const server = await spawnRapport(['--data', data])
  const database = await openDatabase({ data })
  await database.owner.query(`insert into core.settings (name, value) values ('test.kept', '"yes"')`)
  // Only the program is to notice.
  await database.close()
  const killed = runningPostmaster(join(data, 'postgres')) as number
  process.kill(killed, 'SIGKILL')
  const health = async () => (await fetch(`${server.url}/health`)).status
  const wait = async (status: number) => {
    for (let tries = 0; tries < 300; tries++) {
      if ((await health()) === status) return true
      await setTimeout(50)
    }
    return false
  }
  assert.ok(await wait(503), 'positive control: it was away')
  assert.ok(await wait(200), 'it came back by itself')
  assert.notEqual(runningPostmaster(join(data, 'postgres')), killed)
  const again = await openDatabase({ data })
  const { rows } = await again.owner.query(`select value from core.settings where name = 'test.kept'`)
  assert.equal(rows[0].value, 'yes')
  await again.close()
  await server.kill('SIGTERM')
})

test('G6: a second copy on one folder refuses plainly and disturbs nothing', async () => {
  const data = join(base, 'twice')
  const first = await spawnRapport(['--data', data])
  const second = spawnCommand(['start', '--port', '0', '--data', data])
  const [code] = await once(second.child, 'exit')
  assert.equal(code, 1)
  assert.match(second.output(), /already serves this folder/)
  assert.equal((await fetch(`${first.url}/health`)).status, 200)
  await first.kill('SIGTERM')
  // Positive control: once the first is gone the same command serves.
  const third = await spawnRapport(['--data', data])
  await third.kill('SIGTERM')
})

test('G6: a stale postmaster.pid that names a stranger is not believed', async () => {
  const data = join(base, 'stale')
  const opened = await openDatabase({ data })
  await opened.close()
  const cluster = join(data, 'postgres')
  writeFileSync(
    join(cluster, 'postmaster.pid'),
    `${process.pid}\n${cluster}\n1\n5432\n${socketFolder(data)}\n\n  1 1\nready\n`,
  )
  assert.equal(runningPostmaster(cluster), null)
  const again = await openDatabase({ data })
  assert.equal((await again.owner.query('select 1 as one')).rows[0].one, 1)
  await again.close()
})

test('G6: a folder of another account is refused by name', {
  skip: process.getuid?.() !== 0 && 'needs root',
}, async () => {
  const data = join(base, 'foreign')
  mkdirSync(join(data, 'postgres'), { recursive: true })
  chownSync(join(data, 'postgres'), 12345, 12345)
  await assert.rejects(openDatabase({ data }), /belongs to user id 12345/)
})

test('G6: a path too long for a socket address works', async () => {
  const data = join(base, 'long-'.repeat(30))
  const database = await openDatabase({ data })
  assert.ok(socketFolder(data).length < 90)
  assert.equal((await database.owner.query('select 1 as one')).rows[0].one, 1)
  await database.close()
})

test('G6: a folder that other accounts can not cross works for root too', {
  skip: process.getuid?.() !== 0 && 'needs root',
}, async () => {
  const closed = join(base, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const database = await openDatabase({ data: join(closed, 'data') })
  const { rows } = await database.owner.query('select count(*)::int as tables from pg_class')
  assert.ok(rows[0].tables > 100)
  await database.close()
})

test('G6: a port in use is said, with what to do', async () => {
  const data = join(base, 'port')
  const first = await spawnRapport(['--data', join(base, 'port-first')])
  const second = spawnCommand(['start', '--port', new URL(first.url).port, '--data', data])
  await once(second.child, 'exit')
  assert.match(second.output(), /can't be used/)
  await first.kill('SIGTERM')
})

test('the database listens on no network address', async () => {
  const data = join(base, 'silent')
  const database = await openDatabase({ data })
  const { rows } = await database.owner.query('show listen_addresses')
  assert.equal(rows[0].listen_addresses, '')
  await assert.rejects(
    new pg.Client({ host: '127.0.0.1', port: 5432, user: 'rapport_owner', connectionTimeoutMillis: 500 }).connect(),
  )
  await database.close()
})
