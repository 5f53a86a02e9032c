import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { becauseOf, classOf } from '../rule/class-of.ts'
import { type ClassRule, DEFAULT_CLASS_RULE } from '../rule/class-rule.ts'
import { openInsightHouse } from '../testing/insight-house.ts'
import { fifthOf, leastOf, scoreByLeast } from './fifths.ts'

const { house } = await openInsightHouse()

/** Scores of the values in their order: by rank, and by the thresholds that the ranks make. */
const scoresOf = (values: number[]) =>
  house.asSystem('test', async (ctx) => {
    const { rows } = await sql<{ ranked: number; limited: number }>`
      with ranked as (
        select nth, v, ${fifthOf(sql`v`)} as score from unnest(${values}::int[]) with ordinality t (v, nth)
      ),
      limits as (select ${leastOf(sql`v`, sql`score`)} as least from ranked)
      select score::int as ranked, ${scoreByLeast(sql`v`, sql`least`)}::int as limited
      from ranked, limits order by nth`.execute(ctx.db)
    return rows
  })

/** The rule of the README, told another way: one plus five times the part of all that is lower, rounded down. */
const expected = (values: number[]) =>
  values.map((value) => 1 + Math.floor((5 * values.filter((other) => other < value).length) / values.length))

const manyValues = fc.array(fc.integer({ min: -20, max: 60 }), { minLength: 1, maxLength: 60 })

test('fifths follow the stated rule, with ties together, by rank and by threshold alike', async () => {
  await fc.assert(
    fc.asyncProperty(manyValues, async (values) => {
      const scores = await scoresOf(values)
      assert.deepEqual(
        scores.map((row) => row.ranked),
        expected(values),
      )
      assert.deepEqual(
        scores.map((row) => row.limited),
        expected(values),
      )
    }),
    { numRuns: 150 },
  )
})

test('a higher value never scores lower, and the order of customers does not matter', async () => {
  await fc.assert(
    fc.asyncProperty(manyValues, async (values) => {
      const scores = await scoresOf(values)
      const sorted = values.toSorted((a, b) => a - b)
      const inOrder = (await scoresOf(sorted)).map((row) => row.ranked)
      assert.deepEqual(
        inOrder,
        inOrder.toSorted((a, b) => a - b),
      )
      assert.deepEqual(scores.map((row) => row.ranked).toSorted(), inOrder.toSorted())
    }),
    { numRuns: 80 },
  )
})

test('distinct values make five groups whose sizes differ by one at most', async () => {
  for (const count of [5, 12, 13, 100]) {
    const scores = (await scoresOf(Array.from({ length: count }, (_, index) => index * 7))).map((row) => row.ranked)
    const sizes = [1, 2, 3, 4, 5].map((score) => scores.filter((one) => one === score).length)
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, `${count}: ${sizes}`)
  }
})

interface Facts {
  revenue: number
  worth: number
  key: number | null
  r: number
  f: number
  m: number
  basket: number
  /** Null: no prediction. */
  potential: number | null
}

const classify = (facts: Facts, rule: ClassRule) =>
  house.asSystem('test', async (ctx) => {
    const { rows } = await sql<{ class: string }>`
      select ${classOf(sql`s.because`)} as class from (
        select ${becauseOf(rule)} as because from (values (${facts.revenue}::bigint, ${facts.worth}::bigint, ${facts.key}::bigint,
          ${facts.r}::int, ${facts.f}::int, ${facts.m}::int, ${facts.basket}::int, ${facts.potential}::int))
          s (revenue_micro, worth_micro, key_worth_micro, recency_score, frequency_score, money_score, basket_score, potential_score)
      ) s`.execute(ctx.db)
    return rows[0]?.class
  })

const score = fc.integer({ min: 1, max: 5 })
const facts = fc.record({
  revenue: fc.integer({ min: -50, max: 100 }),
  worth: fc.integer({ min: -50, max: 100 }),
  key: fc.option(fc.integer({ min: 1, max: 100 })),
  ...{ r: score, f: score, m: score, basket: score, potential: fc.option(score) },
})

test('who brings no revenue or no worth is never more than dispensable', async () => {
  await fc.assert(
    fc.asyncProperty(facts, async (one) => {
      const given = await classify(one, DEFAULT_CLASS_RULE)
      if (one.revenue <= 0 || one.worth <= 0) assert.equal(given, 'dispensable')
      if (given === 'key') assert.ok(one.key !== null && one.worth >= one.key && one.r >= 2)
    }),
    { numRuns: 150 },
  )
})

test('the standard rule, clause by clause', async () => {
  const one: Facts = { revenue: 100, worth: 60, key: 50, r: 3, f: 1, m: 4, basket: 1, potential: null }
  assert.equal(await classify(one, DEFAULT_CLASS_RULE), 'key')
  assert.equal(await classify({ ...one, r: 1 }, DEFAULT_CLASS_RULE), 'worth_winning')
  assert.equal(await classify({ ...one, worth: 49 }, DEFAULT_CLASS_RULE), 'dispensable')
  assert.equal(await classify({ ...one, worth: 49, r: 4 }, DEFAULT_CLASS_RULE), 'worth_winning')
  assert.equal(await classify({ ...one, worth: 49, f: 4 }, DEFAULT_CLASS_RULE), 'worth_winning')
  assert.equal(await classify({ ...one, worth: 49, basket: 5 }, DEFAULT_CLASS_RULE), 'worth_winning')
  assert.equal(await classify({ ...one, potential: 2 }, DEFAULT_CLASS_RULE), 'key')
  assert.equal(await classify({ ...one, potential: 1 }, DEFAULT_CLASS_RULE), 'worth_winning')
  assert.equal(await classify({ ...one, worth: 49, potential: 3 }, DEFAULT_CLASS_RULE), 'dispensable')
  assert.equal(await classify({ ...one, worth: 49, potential: 4 }, DEFAULT_CLASS_RULE), 'worth_winning')
  const strict = {
    ...DEFAULT_CLASS_RULE,
    winning: { recency: null, frequency: null, basket: null, potential: null, quietKey: false },
  }
  assert.equal(await classify({ ...one, r: 1 }, strict), 'dispensable')
})
