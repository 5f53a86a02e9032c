import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'

const { house } = await openTestHouse(rooms)

test('C2: the app role is no superuser, obeys row security, and owns nothing', async () => {
  const { rows } = await house.database.owner.query(
    `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname like 'rapport\\_%' and rolname <> 'rapport_owner'`,
  )
  assert.equal(rows.length, 3)
  for (const { rolname: _, ...rights } of rows) assert.ok(Object.values(rights).every((right) => right === false))
  const owned = await house.database.owner.query(
    `select count(*)::int as owned from pg_class where pg_get_userbyid(relowner) in ('rapport_app', 'rapport_company', 'rapport_units')`,
  )
  assert.equal(owned.rows[0].owned, 0)
})

const forbidden: Record<string, string> = {
  'COPY TO PROGRAM': `copy (select 1) to program 'true'`,
  'reading files': `select pg_read_file('/etc/passwd')`,
  'creating tables': 'create table public.mine (id int)',
  'creating in a room': 'create table customers.mine (id int)',
  'the job queue': 'select * from graphile_worker._private_jobs',
  'changing the audit log': 'delete from core.audit_log',
  'rewriting the audit log': `update core.audit_log set action = 'nothing'`,
  'switching off row security': 'alter table team.units disable row level security',
  'becoming the owner': 'set role rapport_owner',
}
for (const [what, statement] of Object.entries(forbidden)) {
  test(`C2: ${what} is refused with 42501`, async () => {
    await assert.rejects(
      house.asSystem('test', (ctx) => sql.raw(statement).execute(ctx.db)),
      (error: { code?: string }) => error.code === '42501',
    )
  })
}

test('C2, positive control: the owner may do what the app may not', async () => {
  await house.database.owner.query(`select * from graphile_worker._private_jobs`)
  await house.database.owner.query('create table public.mine (id int); drop table public.mine')
})

test('C2: a statement that runs too long is ended', async () => {
  const slow = house.transaction(
    {
      actor: {
        kind: 'system',
        id: 't',
        name: 't',
        language: 'en',
        grants: [{ permissions: new Set(), units: 'all', masked: new Set() }],
      },
      timeout: 200,
    },
    (ctx) => sql`select pg_sleep(30)`.execute(ctx.db),
  )
  await assert.rejects(slow, (error: { code?: string }) => error.code === '57014')
})

test('without a transaction of ours nothing can be read', async () => {
  await assert.rejects(
    house.database.app.query('select * from team.units'),
    (error: { code?: string }) => error.code === '42501',
  )
})

test('a transaction without units sees no row', async () => {
  const seen = await house.transaction(
    {
      actor: {
        kind: 'staff',
        id: 'x',
        name: 'x',
        language: 'en',
        grants: [{ permissions: new Set(['p']), units: [], masked: new Set() }],
      },
      permission: 'p',
    },
    async (ctx) => (await sql`select 1 from customers.customers`.execute(ctx.db)).rows.length,
  )
  assert.equal(seen, 0)
})
