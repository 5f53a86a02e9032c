import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { migrate } from '#core/database/migrate.ts'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'

const { house } = await openTestHouse(rooms)
const owner = house.database.owner
const known = [{ name: 'core', folder: join(import.meta.dirname, '../../core') }, ...rooms]
const folder = mkdtempSync(join(tmpdir(), 'rapport-g11-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** A room whose only migration is the given SQL. */
function roomWith(name: string, sql: string) {
  const place = join(folder, name, 'migrations')
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, `2099-01-01-0000-${name}.sql`), sql)
  return { name, folder: join(folder, name) }
}

test('G11: a migration that is killed on its way leaves nothing and is done by the next start', async () => {
  const slow = roomWith('slow', 'create table public.half_made (id int); select pg_sleep(30);')
  const running = migrate(owner, [...known, slow])
  const failed = assert.rejects(running, /terminating connection|Connection terminated/)
  let killed = false
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await owner.query(
      `select pg_terminate_backend(pid) as ended from pg_stat_activity where state = 'active' and query like '%half_made%' and pid <> pg_backend_pid()`,
    )
    killed = rows.some((row) => row.ended)
    if (killed) break
    await wait(50)
  }
  assert.ok(killed, 'control: it was caught on its way, after its table was made')
  await failed
  assert.equal((await owner.query(`select to_regclass('public.half_made') as there`)).rows[0].there, null)
  const quick = roomWith('slow', 'create table public.half_made (id int);')
  await migrate(owner, [...known, quick])
  assert.notEqual((await owner.query(`select to_regclass('public.half_made') as there`)).rows[0].there, null)
})

test('G11: a migration waits for a long transaction without making writers wait longer than two seconds', async () => {
  const holder = await owner.connect()
  await holder.query('begin; lock table team.units in access share mode')
  const changing = migrate(owner, [
    ...known,
    roomWith('adding', 'alter table team.units add column if not exists g11 int;'),
  ])
  const waits: number[] = []
  for (let i = 0; i < 12; i++) {
    const begun = Date.now()
    await owner.query(`update team.units set name = name where unit_id = 1`)
    waits.push(Date.now() - begun)
    await wait(300)
  }
  await holder.query('commit')
  holder.release()
  await changing
  assert.ok(Math.max(...waits) < 2600, `writers waited ${Math.max(...waits)} ms`)
  assert.ok(Math.max(...waits) > 200, 'positive control: the migration was felt')
  assert.equal((await owner.query(`select g11 from team.units limit 1`)).rows.length, 1)
})

test('G11: a migration that was changed after it had been applied is refused by name', async () => {
  await assert.rejects(
    migrate(owner, [...known, roomWith('adding', 'alter table team.units add column if not exists g12 int;')]),
    /adding.*was changed/,
  )
})

test('G11: two processes that start at once migrate once', async () => {
  const counting = roomWith('counting', 'create table public.counted (id int); insert into public.counted values (1);')
  await Promise.all([migrate(owner, [...known, counting]), migrate(owner, [...known, counting])])
  assert.equal((await owner.query('select count(*)::int as times from public.counted')).rows[0].times, 1)
})

test('G11: an older program works on a database that has newer migrations', async () => {
  const { applied } = await migrate(owner, known)
  assert.deepEqual(applied, [])
})
