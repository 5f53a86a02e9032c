import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Actor } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { changeCustomer } from '../customer/change-customer.ts'
import { changeMany } from '../tag/change-many.ts'
import { openCustomersHouse } from '../testing/open-customers-house.ts'
import type { CustomerRow } from './customer-row.ts'
import { importCustomers } from './import-customers.ts'
import { importInteractions } from './import-interactions.ts'
import type { InteractionRow } from './interaction-row.ts'
import { resolveCustomers } from './resolve-customers.ts'
import { revertImport } from './revert-import.ts'

const { house } = await openCustomersHouse()

await house.database.owner.query(
  "insert into customers.custom_fields (field_key, label, type) values ('size', 'Size', 'text'), ('points', 'Points', 'number')",
)

const inHouse = <T>(work: (ctx: Context) => Promise<T>) => house.asSystem('test', work)
const batchOf = <T>(rows: T[], runId = uuid7(), source = 'shop') => ({
  runId,
  source,
  rows: rows.map((value, index) => ({ line: index + 2, value })),
})
const bring = (rows: CustomerRow[], runId?: string, source?: string) =>
  inHouse((ctx) => importCustomers(ctx, batchOf(rows, runId, source)))
const bringInteractions = (rows: InteractionRow[], runId?: string) =>
  inHouse((ctx) => importInteractions(ctx, batchOf(rows, runId)))

async function takeBack(runId: string, limit?: number): Promise<void> {
  while ((await inHouse((ctx) => revertImport(ctx, runId, limit))).left);
}

const dealer: Actor = {
  kind: 'key',
  id: 'dealer',
  name: 'dealer',
  language: 'en',
  grants: [{ permissions: new Set(['customers.edit']), units: [7], masked: new Set() }],
}
const inUnit7 = <T>(work: (ctx: Context) => Promise<T>) =>
  house.transaction({ actor: dealer, permission: 'customers.edit' }, work)

/** Everything an import may touch, without what only counts changes. */
async function everything(): Promise<unknown> {
  return inHouse(async (ctx) => {
    const { rows } = await sql<{ all: unknown }>`select jsonb_build_object(
      'customers', (select jsonb_agg(to_jsonb(c) - 'version' - 'changed_at' order by customer_id) from customers.customers c),
      'identities', (select jsonb_agg(to_jsonb(i) order by customer_id, kind, source, value_key) from customers.identities i),
      'owners', (select jsonb_agg(to_jsonb(o) order by kind, source, value_key) from customers.identity_owners o),
      'interactions', (select jsonb_agg(to_jsonb(i) order by customer_id, interaction_id) from customers.interactions i),
      'consents', (select jsonb_agg(to_jsonb(s) order by customer_id, channel) from (
        select distinct on (customer_id, channel, purpose) customer_id, channel, purpose, state = 'given' as given
        from customers.consents order by customer_id, channel, purpose, at desc, consent_id desc) s where given)
    ) as all`.execute(ctx.db)
    return rows[0]?.all
  })
}

const from = <const T>(...values: T[]) => fc.constantFrom<T | null>(null, null, ...values)
const customerRow: fc.Arbitrary<CustomerRow> = fc.record({
  customerRef: from('A1', 'A2', 'A3', 'a1', 'B9'),
  name: from('张三', '歐陽娜娜', "O'Brien", 'İstanbul Ltd', '𠮷野家', 'x'),
  email: from('a@example.com', 'b@example.com', 'c@example.com'),
  phone: from('+8613800138000', '+8613900139000'),
  gender: from<'female' | 'male'>('female', 'male'),
  birthday: from('1990-02-28', '1992-02-29'),
  country: from('CN', 'BR'),
  region: from('广东', 'SP'),
  city: from('深圳', 'São Paulo'),
  address: from('科技园 1 号', 'Rua 2'),
  cardNumber: from('K-1', 'K 2'),
  tags: from<string[]>(['vip'], ['vip', '老客户'], []),
  consentEmail: from(true, false),
  createdAt: from(new Date('2024-01-01T00:00:00Z'), new Date('2025-06-01T10:00:00Z')),
  custom: from<Record<string, string | number>>({ size: 'L' }, { size: 'M', points: 3 }),
})
const rowsOf = fc.array(customerRow, { minLength: 1, maxLength: 14 })

test('the same file twice changes nothing, however it falls into batches; taking it back leaves what stood before', async () => {
  await fc.assert(
    fc.asyncProperty(rowsOf, rowsOf, fc.integer({ min: 1, max: 14 }), async (before, rows, cut) => {
      const earlier = uuid7()
      await bring(before, earlier)
      const stood = await everything()
      const [first, second] = [uuid7(), uuid7()]
      for (const part of [rows.slice(0, cut), rows.slice(cut)]) await bring(part, first)
      const once = await everything()
      const again = []
      for (const part of [rows.slice(0, cut), rows.slice(cut)]) again.push(await bring(part, second))
      const twice = await everything()
      assert.deepEqual(twice, once)
      assert.equal(
        again.reduce((sum, outcome) => sum + outcome.new + outcome.changed, 0),
        0,
      )
      await takeBack(second, 3)
      assert.deepEqual(await everything(), once)
      await takeBack(first, 3)
      assert.deepEqual(await everything(), stood)
      await takeBack(earlier)
    }),
    { numRuns: 60 },
  )
})

test('interactions: the same file adds nothing, equal rows of one file stay apart, taking back leaves what stood', async () => {
  const interaction: fc.Arbitrary<InteractionRow> = fc.record({
    customerRef: from('A1', 'A2'),
    email: from('a@example.com', 'n@example.com'),
    occurredAt: fc.constantFrom(new Date('2024-03-31T23:59:59Z'), new Date('2025-01-01T00:00:00Z')),
    channel: fc.constantFrom('email', 'phone'),
    direction: fc.constantFrom('inbound', 'outbound'),
    kind: fc.constantFrom('mail', 'call'),
    subject: from('Delivery', '发票'),
    score: from(1, 5),
  })
  await bring([{ customerRef: 'A1', email: 'a@example.com', name: '张三' }])
  await fc.assert(
    fc.asyncProperty(fc.array(interaction, { minLength: 1, maxLength: 12 }), fc.nat(12), async (rows, cut) => {
      const stood = await everything()
      const [first, second] = [uuid7(), uuid7()]
      const outcomes = []
      for (const part of [rows.slice(0, cut), rows.slice(cut)]) outcomes.push(await bringInteractions(part, first))
      const refusedRows = outcomes.flatMap((outcome) => outcome.refused)
      const added = outcomes.reduce((sum, outcome) => sum + outcome.new, 0)
      assert.equal(added + refusedRows.length, rows.length)
      const once = await everything()
      for (const part of [rows.slice(0, cut), rows.slice(cut)]) {
        const outcome = await bringInteractions(part, second)
        assert.equal(outcome.new + outcome.changed, 0)
      }
      assert.deepEqual(await everything(), once)
      await takeBack(first, 2)
      assert.deepEqual(await everything(), stood)
    }),
    { numRuns: 30 },
  )
})

test('names are kept byte for byte, and e-mails meet whatever their case and form', async () => {
  const names = [
    '龘',
    '𠮷',
    '歐陽娜',
    "O'Brien",
    'İstanbul',
    '\u202Eabc',
    '👨‍👩‍👧',
    'é',
    'e\u0301',
    'null',
    'True',
    'x'.repeat(200),
  ]
  const rows = names.map((name, index) => ({ customerRef: `N${index}`, name }))
  await bring(rows)
  const { rows: kept } = await inHouse((ctx) =>
    sql<{ name: string }>`select c.name from customers.customers c join customers.identities i using (customer_id)
      where i.kind = 'ref' and i.value_key like 'N%' order by substring(i.value_key from 2)::int`.execute(ctx.db),
  )
  assert.deepEqual(
    kept.map((row) => row.name),
    names,
  )
  await bring([{ email: 'jose\u0301@example.com', name: 'José' }])
  const again = await bring([{ email: 'JOSÉ@example.com' }])
  assert.equal(again.new, 0)
  const other = await bring([{ email: 'jоse@example.com', name: 'Cyrillic о' }])
  assert.equal(other.new, 1)
})

test('two references of one shop are two customers, whatever else they share', async () => {
  const outcome = await bring([
    { customerRef: 'S1', email: 'family@example.com', name: 'Ann' },
    { customerRef: 'S2', email: 'family@example.com', name: 'Ben' },
  ])
  assert.equal(outcome.new, 2)
  const elsewhere = await bring([{ customerRef: 'W1', email: 'family@example.com' }], uuid7(), 'other shop')
  assert.deepEqual([elsewhere.new, elsewhere.changed], [0, 1])
})

test('an import never undoes a withdrawal of consent', async () => {
  await bring([{ customerRef: 'H3', email: 'h3@example.com', consentEmail: true }])
  await bring([{ customerRef: 'H3', consentEmail: false }])
  await bring([{ customerRef: 'H3', email: 'H3@EXAMPLE.com', consentEmail: true }])
  const { rows } = await inHouse((ctx) =>
    sql<{ state: string }>`select n.state from customers.consents n join customers.identities i using (customer_id)
      where i.value_key = 'H3' order by n.at desc, n.consent_id desc limit 1`.execute(ctx.db),
  )
  assert.equal(rows[0]?.state, 'withdrawn')
})

test('people behind orders fill gaps only, gain units in every copy, and a name alone is nobody', async () => {
  const origin = { source: 'shop', runId: uuid7() }
  await bring([{ customerRef: 'R1', name: 'Kept', email: 'r1@example.com', consentEmail: true }])
  const [known, fresh, nobody] = await inHouse((ctx) =>
    resolveCustomers(
      ctx,
      [
        { customerRef: 'R1', name: 'Other', phone: '13700137000', unitIds: [7] },
        { email: 'fresh@example.com', name: 'Fresh', seenAt: new Date('2023-05-01T00:00:00Z'), unitIds: [7] },
        { name: 'Only a name' },
      ],
      origin,
    ),
  )
  assert.equal(known?.isNew, false)
  assert.equal(fresh?.isNew, true)
  assert.deepEqual(nobody, { customerId: null, originId: null, isNew: false, outOfScope: false })
  const { rows } = await inHouse((ctx) =>
    sql<{ name: string; phone: string; unit_ids: number[]; copies: number[][] }>`
      select name, phone, unit_ids, (select jsonb_agg(unit_ids) from (
        select unit_ids from customers.identities where customer_id = c.customer_id
        union all select unit_ids from customers.consents where customer_id = c.customer_id) t) as copies
      from customers.customers c where customer_id = ${known?.customerId}::uuid`.execute(ctx.db),
  )
  assert.equal(rows[0]?.name, 'Kept')
  assert.equal(rows[0]?.phone, '+8613700137000', 'a phone is kept as one number of the world')
  assert.deepEqual(rows[0]?.unit_ids, [1, 7])
  assert.equal(rows[0]?.copies.length, 4)
  for (const copy of rows[0]?.copies ?? []) assert.deepEqual(copy, [1, 7])
})

test('an importer inside a unit touches only that unit', async () => {
  await bring([{ customerRef: 'OUT', name: 'Head office only', email: 'out@example.com' }])
  const before = await everything()
  const refusedOnly = await inUnit7((ctx) =>
    importCustomers(
      ctx,
      batchOf([
        { customerRef: 'OUT', name: 'Stolen' },
        { email: 'OUT@example.com', name: 'Stolen too' },
      ]),
    ),
  )
  assert.deepEqual(
    refusedOnly.refused.map(({ column, reason }) => [column, reason]),
    [
      ['customer_ref', 'out_of_scope'],
      ['email', 'out_of_scope'],
    ],
  )
  assert.deepEqual(await everything(), before)
  const own = await inUnit7((ctx) => importCustomers(ctx, batchOf([{ customerRef: 'IN', name: 'Ours' }])))
  assert.equal(own.new, 1)
  const run = uuid7()
  const changed = await inUnit7((ctx) =>
    importCustomers(ctx, batchOf([{ customerRef: 'IN', name: 'Ours, renamed' }], run)),
  )
  assert.equal(changed.changed, 1)
  const [mine, theirs] = await inUnit7((ctx) =>
    resolveCustomers(ctx, [{ customerRef: 'IN' }, { customerRef: 'OUT' }], { source: 'shop', runId: null }),
  )
  assert.ok(mine?.customerId)
  assert.deepEqual(theirs, { customerId: null, originId: null, isNew: false, outOfScope: true })
})

test('a column that is no field of the company is refused by name', async () => {
  const custom = JSON.parse('{"__proto__": "x"}') as Record<string, string>
  const outcome = await bring([
    { customerRef: 'C11', custom },
    { customerRef: 'C11b', custom: { shoe: 'L' } },
  ])
  assert.deepEqual(
    outcome.refused.map(({ column, reason }) => [column, reason]),
    [
      ['__proto__', 'custom_field_unknown'],
      ['shoe', 'custom_field_unknown'],
    ],
  )
  assert.equal(({} as { x?: unknown }).x, undefined)
})

test('two imports at once make one person once', async () => {
  const rows = Array.from({ length: 40 }, (_, index) => ({ customerRef: `P${index}`, name: `P ${index}` }))
  const outcomes = await Promise.all([bring(rows), bring(rows.toReversed()), bring(rows)])
  assert.equal(
    outcomes.reduce((sum, outcome) => sum + outcome.new, 0),
    40,
  )
})

test('taking an import back spares a customer it made whom somebody edited by hand since', async () => {
  const run = uuid7()
  await bring(
    [{ customerRef: 'HAND1', name: 'Hand' }, { customerRef: 'HAND2', name: 'Tagged' }, { customerRef: 'HAND3' }],
    run,
  )
  const idOf = async (ref: string) => {
    const { rows } = await house.database.owner.query(
      `select customer_id as id from customers.identities where kind = 'ref' and value_key = $1`,
      [ref],
    )
    return rows[0]?.id as string | undefined
  }
  const [renamed, tagged] = [await idOf('HAND1'), await idOf('HAND2')]
  assert.ok(renamed && tagged)
  await inHouse((ctx) => changeCustomer(ctx, { customerId: renamed, ifMatch: 1, name: 'By hand' }))
  await inHouse((ctx) => changeMany(ctx, { customerIds: [tagged], addTags: ['seen'] }))
  await takeBack(run, 2)
  const { rows } = await house.database.owner.query(
    'select name, run_id from customers.customers where customer_id = any($1) order by name',
    [[renamed, tagged]],
  )
  assert.deepEqual(rows, [
    { name: 'By hand', run_id: null },
    { name: 'Tagged', run_id: null },
  ])
  assert.deepEqual([await idOf('HAND1'), await idOf('HAND2'), await idOf('HAND3')], [renamed, tagged, undefined])
})
