import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { openTestHouse } from '#core/testing/test-house.ts'
import { float4s, float8s, int2s, int4s, int8s, texts, uuids } from './column-bytes.ts'

const { house } = await openTestHouse([])

const given = fc.array(
  fc.record({
    a: fc.oneof(fc.integer({ min: -32768, max: 32767 }), fc.constant(Number.NaN)),
    b: fc.oneof(fc.integer(), fc.constant(Number.NaN)),
    c: fc.oneof(fc.maxSafeInteger(), fc.constant(Number.NaN)),
    d: fc.oneof(fc.float({ noNaN: true }), fc.constant(Number.NaN)),
    e: fc.oneof(fc.double({ noNaN: true }), fc.constant(Number.NaN)),
    f: fc.uuid(),
    g: fc.option(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', ''))),
  }),
  { maxLength: 50 },
)

const keyOf = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('latin1')
const shown = (value: number) => (Number.isNaN(value) ? null : value)

test('columns arrive as they are, without a value as null', () =>
  house.asSystem('test', (ctx) =>
    fc.assert(
      fc.asyncProperty(given, async (rows) => {
        const { rows: found } = await sql<Record<string, unknown>>`
          select a, b, c::float8 as c, d, e, f, g from unnest(
            ${int2s(rows.map(({ a }) => a))}::smallint[], ${int4s(rows.map(({ b }) => b))}::int[],
            ${int8s(rows.map(({ c }) => c))}::bigint[], ${float4s(rows.map(({ d }) => d))}::real[],
            ${float8s(Float64Array.from(rows, ({ e }) => e))}::float8[], ${uuids(rows.map(({ f }, at) => (at % 2 === 0 ? f : keyOf(f))))}::uuid[],
            ${texts(rows.map(({ g }) => g))}::text[]) t (a, b, c, d, e, f, g)`.execute(ctx.db)
        assert.equal(found.length, rows.length)
        for (const [at, { a, b, c, d, e, f, g }] of rows.entries()) {
          const row = found[at] ?? {}
          const close = typeof row['d'] === 'number' ? Math.fround(row['d']) : row['d']
          assert.deepEqual(
            { ...row, d: close },
            { a: shown(a), b: shown(b), c: shown(c), d: shown(d), e: shown(e), f, g },
          )
        }
      }),
      { numRuns: 60 },
    ),
  ))
