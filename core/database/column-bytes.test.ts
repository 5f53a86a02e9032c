import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { openTestHouse } from '#core/testing/test-house.ts'
import { dates, float4s, float8s, int2s, int4s, int8s, texts, uuids } from './column-bytes.ts'

const { house } = await openTestHouse([])

const given = fc.array(
  fc.record({
    a: fc.oneof(fc.integer({ min: -32768, max: 32767 }), fc.constant(Number.NaN)),
    b: fc.oneof(fc.integer(), fc.constant(Number.NaN)),
    c: fc.oneof(fc.maxSafeInteger(), fc.constant(Number.NaN)),
    d: fc.oneof(fc.float({ noNaN: true }), fc.constant(Number.NaN)),
    e: fc.oneof(fc.double({ noNaN: true }), fc.constant(Number.NaN)),
    f: fc.option(fc.uuid()),
    g: fc.option(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''))),
    h: fc.oneof(fc.integer({ min: -700_000, max: 2_000_000 }), fc.constant(Number.NaN)),
  }),
  { maxLength: 50 },
)

const keyOf = (id: string | null) => id && Buffer.from(id.replaceAll('-', ''), 'hex').toString('latin1')
const shown = (value: number) => (Number.isNaN(value) ? null : value)

test('columns arrive as they are, without a value as null', () =>
  house.asSystem('test', (ctx) =>
    fc.assert(
      fc.asyncProperty(given, async (rows) => {
        const { rows: found } = await sql<Record<string, unknown>>`
          select a, b, c::float8 as c, d, e, f, g, h - '1970-01-01'::date as h from unnest(
            ${int2s(rows.map(({ a }) => a))}::smallint[], ${int4s(rows.map(({ b }) => b))}::int[],
            ${int8s(rows.map(({ c }) => c))}::bigint[], ${float4s(rows.map(({ d }) => d))}::real[],
            ${float8s(Float64Array.from(rows, ({ e }) => e))}::float8[], ${uuids(rows.map(({ f }, at) => (at % 2 === 0 ? f : keyOf(f))))}::uuid[],
            ${texts(rows.map(({ g }) => g))}::text[], ${dates(rows.map(({ h }) => h))}::date[]) t (a, b, c, d, e, f, g, h)`.execute(
          ctx.db,
        )
        assert.equal(found.length, rows.length)
        for (const [at, { a, b, c, d, e, f, g, h }] of rows.entries()) {
          const row = found[at] ?? {}
          const close = typeof row['d'] === 'number' ? Math.fround(row['d']) : row['d']
          assert.deepEqual(
            { ...row, d: close },
            { a: shown(a), b: shown(b), c: shown(c), d: shown(d), e: shown(e), f, g, h: shown(h) },
          )
        }
      }),
      { numRuns: 60 },
    ),
  ))
