import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { people } from '../list/people.ts'
import { openCustomersHouse } from '../testing/open-customers-house.ts'
import { compileCondition } from './compile-condition.ts'
import { type Condition, conditionShape } from './condition.ts'
import { belongs, dayText } from './testing/plain-model.ts'
import { CATEGORIES, momentOf, REGIONS, SKUS, world, writeWorld } from './testing/world.ts'

const { house } = await openCustomersHouse()
await house.database.owner.query(
  `insert into customers.custom_fields (field_key, label, type) values ('vip', 'VIP', 'yesno')`,
)
const now = new Date()

const some = <T>(...values: T[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 })
const field = (key: string, op: string, value: fc.Arbitrary<unknown>) =>
  value.map((given) => ({ field: key, op, value: given }))
const range = (low: number, high: number) =>
  fc
    .tuple(fc.option(fc.integer({ min: low, max: high })), fc.option(fc.integer({ min: low, max: high })))
    .filter(([a, b]) => a !== null || b !== null)
const days = fc.integer({ min: 0, max: 130 })
const given = <T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(shape, { requiredKeys: [] })
const day = days.map((ago) => dayText(momentOf(ago, now)))
const within = fc.option(fc.oneof(fc.record({ days }), given({ from: day, to: day })), { nil: undefined })
const compare = fc.constantFrom('atLeast', 'atMost', 'exactly')

const bought = fc
  .tuple(
    given({
      category: fc.constantFrom(...CATEGORIES),
      sku: fc.constantFrom(...SKUS),
      brand: fc.constantFrom('X', 'Y'),
    }),
    fc.record({
      measure: fc.constantFrom('times', 'quantity', 'amount'),
      compare,
      value: fc.integer({ min: -2, max: 6 }),
      within,
    }),
  )
  .map(([of, rest]) => ({
    bought: { ...of, ...rest, value: String(rest.measure === 'amount' ? rest.value * 10 : rest.value) },
  }))
const touched = fc
  .tuple(
    given({
      kind: fc.constantFrom('complaint', 'call'),
      channel: fc.constantFrom('phone', 'email'),
      direction: fc.constantFrom('inbound', 'outbound'),
    }),
    fc.record({ compare, value: fc.nat(3), within }),
  )
  .map(([of, rest]) => ({ touched: { ...of, ...rest } }))

const usage = fc.record(
  {
    category: fc.constantFrom(...CATEGORIES, 'unheard of'),
    usage: some('light', 'medium', 'heavy'),
    loyalty: some('brand_loyal', 'store_brand', 'switching', 'unknown'),
  },
  { requiredKeys: ['category'] },
)

const need = fc.record(
  {
    category: fc.constantFrom(...CATEGORIES, 'unheard of'),
    states: some('later', 'soon', 'due', 'overdue', 'lost'),
    dueWithin: fc.integer({ min: 0, max: 60 }),
  },
  { requiredKeys: ['states'] },
)
const offer = fc.record(
  {
    sku: fc.constantFrom(...SKUS, 'unheard of'),
    kind: fc.constantFrom('new', 'again'),
    first: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: ['sku'] },
)

const leaf = fc.oneof(
  field('gender', 'is', some('female', 'male')),
  field('gender', 'isNot', some('female', 'male')),
  field('gender', 'empty', fc.constant(null)),
  field('region', 'is', some(...REGIONS)),
  field('region', 'isNot', some(...REGIONS)),
  ...['any', 'all', 'none'].map((op) => field('tags', op, some('a', 'b', 'c'))),
  field(
    'revenue',
    'between',
    range(-30, 210).map((ends) => ends.map((end) => (end === null ? null : String(end)))),
  ),
  field('orders', 'between', range(0, 9)),
  field('moneyScore', 'is', some(1, 3, 5)),
  field('moneyScore', 'between', range(1, 5)),
  field('recency', 'between', range(0, 130)),
  field('daysToPurchase', 'between', range(0, 60)),
  field('lastOrder', 'olderDays', days),
  field('lastOrder', 'withinDays', days),
  field('lastOrder', 'empty', fc.constant(null)),
  field('custom.vip', 'is', some(true, false)),
  field('custom.vip', 'isNot', some(true, false)),
  { arbitrary: bought, weight: 6 },
  { arbitrary: touched, weight: 4 },
  field(
    'expectedOrders30',
    'between',
    range(0, 300).map((ends) => ends.map((end) => (end === null ? null : String(end / 100)))),
  ),
  { arbitrary: fc.record({ usage }), weight: 4 },
  { arbitrary: fc.record({ need }), weight: 4 },
  { arbitrary: fc.record({ offer }), weight: 4 },
)
const { condition } = fc.letrec((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))

async function found(ctx: Context, asked: Condition, only: string[] | null = null): Promise<string[]> {
  const { joins, where } = await compileCondition({ ...ctx, now }, asked, only)
  const { rows } = await sql<{ id: string }>`
    select c.customer_id as id from ${people} ${joins} where ${where} order by 1`.execute(ctx.db)
  return rows.map((row) => row.id)
}

test('a condition finds whom a look at each person finds, for all and for a few of them', async () => {
  let members = 0
  await fc.assert(
    fc.asyncProperty(world, fc.array(condition, { minLength: 10, maxLength: 10 }), async (people, conditions) => {
      await writeWorld(house.database.owner, people, now)
      const few = people.filter((_, index) => index % 3 === 0).map((one) => one.id)
      await house.asSystem('test', async (ctx) => {
        for (const made of conditions) {
          const asked = conditionShape.parse(JSON.parse(JSON.stringify(made)))
          const expected = people
            .filter((one) => belongs(one, asked, now))
            .map((one) => one.id)
            .sort()
          assert.deepEqual(await found(ctx, asked), expected)
          assert.deepEqual(
            await found(ctx, asked, few),
            expected.filter((id) => few.includes(id)),
          )
          members += expected.length
        }
      })
    }),
    { numRuns: Number(process.env.SEGMENT_RUNS ?? 60) },
  )
  assert.ok(members > 1000, 'the conditions found hardly anybody')
})
