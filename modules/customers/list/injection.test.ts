import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { systemActor } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { AppError } from '#core/errors.ts'
import { compileCondition } from '../segment/compile-condition.ts'
import { conditionShape } from '../segment/condition.ts'
import { openCustomersHouse } from '../testing/open-customers-house.ts'
import { readCursor } from './cursor.ts'
import { fields } from './fields.ts'
import { pageSql } from './page-sql.ts'
import { people } from './people.ts'
import { readRestriction } from './restriction.ts'
import { type Sort, type SortKey, sortKeys, sorts } from './sorts.ts'
import type { SqlPart } from './sql-part.ts'

const { house } = await openCustomersHouse()
await house.database.owner.query(
  `insert into customers.custom_fields (field_key, label, type) values ('size', 'Size', 'text')`,
)

const MARK = 'zq9x'
const CASES = 10_000

const nasty = fc.oneof(
  fc.constantFrom(
    "' or 1=1 --",
    "'; select pg_sleep(9); --",
    '$1',
    '$$',
    '\\',
    "\\'",
    '"',
    '/*',
    '*/',
    '%_%',
    ':x',
    '::int',
    "E'\\x27",
    '{}',
    '{a,b}',
    'null',
    '\u0000',
    '\ud800',
    '（',
    '＇',
    '🀄',
    'a'.repeat(300),
    "') union select secret_hash from team.api_keys --",
    '{"a":1}',
    '1e9',
    'NaN',
    '-0',
    '9'.repeat(25),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
const text = nasty.map((one) => `${MARK}${one}`)
const value = fc.oneof(
  text,
  fc.array(text, { maxLength: 3 }),
  fc.array(fc.oneof(text, fc.integer(), fc.constant(null), fc.double()), { maxLength: 3 }),
  fc.integer(),
  fc.constant(null),
  fc.boolean(),
  fc.dictionary(text, text, { maxKeys: 2 }),
  fc.array(fc.uuid(), { minLength: 1, maxLength: 2 }),
  fc.tuple(fc.constantFrom('2024-01-01', '0001-01-01', '9999-12-31', MARK), fc.constant(null)),
  fc.tuple(fc.constantFrom('1.5', '1e5', '99999999999999999999'), fc.constant(null)),
)
const keys = [
  ...fields.map((field) => field.key),
  'segment',
  'custom.size',
  'custom.none',
  '__proto__',
  'toString',
  'c.search',
]
const operators = [...new Set(fields.flatMap((field) => Object.keys(field.operators))), 'constructor', 'raw']
// Half of them name a field and an operator it has, so that most values reach the SQL.
const leaf = fc.oneof(
  fc
    .constantFrom(...fields)
    .chain((field) =>
      fc.record({ field: fc.constant(field.key), op: fc.constantFrom(...Object.keys(field.operators)), value }),
    ),
  fc.record({
    field: fc.oneof(fc.constantFrom(...keys), text),
    op: fc.oneof(fc.constantFrom(...operators), text),
    value,
  }),
)
const within = fc.oneof(
  fc.record({ days: fc.integer({ min: -5, max: 40_000 }) }),
  fc.record({ from: fc.oneof(text, fc.constant('2024-02-30'), fc.constant('2024-02-29')) }),
)
const bought = fc.record(
  {
    category: text,
    sku: text,
    brand: text,
    measure: fc.constantFrom('times', 'quantity', 'amount'),
    compare: fc.constantFrom('atLeast', 'atMost', 'exactly'),
    value: fc.oneof(text, fc.constant('3'), fc.constant('-99999999999.5')),
    within,
  },
  { requiredKeys: ['measure', 'compare', 'value'] },
)
const touched = fc.record(
  { kind: text, channel: text, compare: fc.constantFrom('atLeast', 'atMost', 'exactly'), value: fc.nat(), within },
  { requiredKeys: ['compare', 'value'] },
)
const usage = fc.record(
  {
    category: text,
    usage: fc.oneof(fc.constant(['heavy']), fc.array(text, { maxLength: 2 })),
    loyalty: fc.oneof(fc.constant(['unknown']), fc.array(text, { maxLength: 2 })),
  },
  { requiredKeys: ['category'] },
)
const need = fc.record(
  { category: text, states: fc.oneof(fc.constant(['due']), fc.array(text, { maxLength: 2 })) },
  { requiredKeys: ['states'] },
)
const offer = fc.record(
  { sku: text, kind: fc.oneof(fc.constant('new'), text), first: fc.oneof(fc.integer(), text) },
  { requiredKeys: ['sku'] },
)
const condition = fc.oneof(
  leaf,
  fc.record({ need }),
  fc.record({ offer }),
  fc.record({ bought }),
  fc.record({ touched }),
  fc.record({ usage }),
  fc.record({ any: fc.array(leaf, { minLength: 1, maxLength: 2 }) }),
  fc.record({ not: leaf }),
)
const sort = fc.constantFrom(...sortKeys)
const cursor = fc.tuple(
  sort,
  fc.oneof(text, fc.constantFrom('1', '-999999999999999999', '9999999999999999', ''), fc.constant(null)),
  fc.uuid(),
)

interface Case {
  kind: 'filter' | 'search' | 'segment'
  leaf: unknown
  q: string
  condition: unknown
  sort: SortKey
  cursor: unknown
}
const attempt: fc.Arbitrary<Case> = fc.record({
  kind: fc.constantFrom('filter', 'filter', 'segment', 'segment', 'search'),
  leaf,
  q: text,
  condition,
  sort,
  cursor,
})

/** The statement that a request leads to; null when it is refused as it should be. */
async function statementOf(ctx: Context, tried: Case): Promise<SqlPart | null> {
  try {
    if (tried.kind === 'segment') {
      const checked = conditionShape.safeParse(tried.condition)
      if (!checked.success) return null
      const { joins, where } = await compileCondition(ctx, checked.data)
      return sql`select c.customer_id from ${people} ${joins} where ${where} limit 1`
    }
    const restriction = tried.kind === 'filter' ? { filter: JSON.stringify([tried.leaf]) } : { q: tried.q }
    const where = await readRestriction(ctx, restriction)
    const place = placeOf(tried)
    const page = { sort: sorts[tried.sort] as Sort, descending: true, cursor: place, limit: 1 }
    return pageSql(sql`c.customer_id`, where, page, place?.value === null ? 'empty' : 'valued', 2)
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return null
    throw error
  }
}

function placeOf({ cursor: given, sort: key }: Case) {
  try {
    return readCursor(Buffer.from(JSON.stringify(given)).toString('base64url'), key)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

test(`${CASES} hostile filters, sorts, searches, cursors and segments: no error of the database, no text of theirs in the SQL`, {
  timeout: 600_000,
}, async () => {
  let ran = 0
  let carried = 0
  await house.transaction({ actor: systemActor('attack'), timeout: 5000 }, async (ctx) => {
    await fc.assert(
      fc.asyncProperty(attempt, async (tried) => {
        const statement = await statementOf(ctx, tried)
        if (!statement) return
        const compiled = statement.compile(ctx.db)
        assert.ok(!compiled.sql.includes(MARK), compiled.sql)
        if (compiled.parameters.some((parameter) => String(parameter).includes(MARK))) carried += 1
        await statement.execute(ctx.db)
        ran += 1
      }),
      // The transaction is over with the first error, so there is nothing to shrink on.
      { numRuns: CASES, endOnFailure: true },
    )
  })
  assert.ok(ran > 2000 && carried > 1000, `only ${ran} ran, ${carried} with hostile text`)
})

test('control: text joined into a statement is what this looks for, and the database does choke on it', async () => {
  const hostile = `${MARK}' or 1=1 --`
  await house.transaction({ actor: systemActor('attack'), timeout: 5000 }, async (ctx) => {
    const joined = sql.raw(`select 1 from customers.customers where name = '${hostile}`).compile(ctx.db)
    assert.ok(joined.sql.includes(MARK), 'it would be seen in the text')
    const given = sql`select 1 from customers.customers where name = ${hostile}`
    assert.ok(!given.compile(ctx.db).sql.includes(MARK))
    await given.execute(ctx.db)
  })
  const broken = house.transaction({ actor: systemActor('attack'), timeout: 5000 }, (ctx) =>
    sql.raw(`select 1 from customers.customers where name = '${MARK}''' or`).execute(ctx.db),
  )
  await assert.rejects(broken, { code: '42601' })
})
