import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openTestHouse } from '#core/testing/test-house.ts'
import { binaryRows, type CopiedRow, copyRows } from './copy-rows.ts'

const { house } = await openTestHouse([])

const query = sql`
  select g as a, g / 4::float8 as b, g % 2 = 0 as c, '值 ' || g as d,
    ('00000000-0000-4000-8000-' || lpad(g::text, 12, '0'))::uuid as e, case when g % 3 > 0 then g end as f,
    (g - 10000) * 1000000000::bigint as h
  from generate_series(1, ${sql.lit(20_000)}) g`

const valuesOf = (row: CopiedRow) => [
  row.int4(0),
  row.float8(1),
  row.bool(2),
  row.text(3),
  row.uuid(4),
  row.isNull(5) ? null : row.int4(5),
  row.int8(6),
]

test('a copy gives every row as a query gives it', async () => {
  const copied: unknown[] = []
  const asked = await house.asSystem('test', async (ctx) => {
    await copyRows(ctx, query, (row) => copied.push(valuesOf(row)))
    // The connection goes on with queries afterwards.
    return (await query.execute(ctx.db)).rows as Record<string, unknown>[]
  })
  assert.equal(copied.length, 20_000)
  const isSame = copied.every(
    (row, at) => JSON.stringify(row) === JSON.stringify(Object.values({ ...asked[at], h: Number(asked[at]?.['h']) })),
  )
  assert.ok(isSame)
})

test('errors come out, of the query and of what takes rows, and the next transaction works', async () => {
  const ask = (query: ReturnType<typeof sql>, take = () => {}) =>
    house.asSystem('test', (ctx) => copyRows(ctx, query, take))
  await assert.rejects(ask(sql`select 1 / (g - 500) from generate_series(1, 1000) g`), /division by zero/)
  await assert.rejects(ask(sql`select ${1}::int`), /no parameters/)
  const stop = () => {
    throw new Error('stopped')
  }
  await assert.rejects(ask(sql`select g from generate_series(1, 300000) g`, stop), /stopped/)
  await assert.rejects(
    house.asSystem('test', (ctx) => copyRows(ctx, sql`select 1::int8`, (row) => row.int4(0))),
    /column 0 has 8 bytes/,
  )
  const { rows } = await house.asSystem('test', (ctx) => sql<{ one: number }>`select 1 as one`.execute(ctx.db))
  assert.equal(rows[0]?.one, 1)
})

test('pieces may be cut anywhere', () => {
  const header = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)])
  const row = (value: number, text: string) => {
    const bytes = Buffer.from(text)
    const out = Buffer.alloc(2 + 4 + 4 + 4)
    out.writeInt16BE(2, 0)
    out.writeInt32BE(4, 2)
    out.writeInt32BE(value, 6)
    out.writeInt32BE(bytes.length, 10)
    return Buffer.concat([out, bytes])
  }
  const rows = Array.from({ length: 40 }, (_, at) => [at * 7 - 100, 'é'.repeat(at % 5)] as const)
  const end = Buffer.from([0xff, 0xff])
  const bytes = Buffer.concat([header, ...rows.map(([value, text]) => row(value, text)), end])
  for (const length of [1, 2, 3, 7, 19, 64, bytes.length]) {
    const found: unknown[] = []
    const parse = binaryRows((one) => found.push([one.int4(0), one.text(1)]))
    for (let at = 0; at < bytes.length; at += length) parse(bytes.subarray(at, at + length))
    assert.deepEqual(found, rows)
  }
})
