import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { announce } from '#core/events/announce.ts'
import { runJobs } from '#core/jobs/run-jobs.ts'
import { changeSetting } from '#core/settings.ts'
import { customerChanged } from '#modules/customers/events.ts'
import { settingChanged } from '#modules/team/events.ts'
import { followMoves } from '../predict/follow-moves.ts'
import { predictionOf } from '../predict/step.ts'
import { analyse } from '../run/analyse.ts'
import { openInsightHouse } from '../testing/insight-house.ts'
import { addCustomers } from '../testing/sales.ts'
import { computeUsage } from './compute-usage.ts'
import { addOrders } from './testing/add-orders.ts'
import { DEFAULT_USAGE_RULE, usageRuleSetting } from './usage-rule.ts'

const { house } = await openInsightHouse()
const owner = house.database.owner
const ids = await addCustomers(owner, ['Ann', 'Bo'])
const at = new Date(Date.now() - 86_400_000).toISOString()
await addOrders(
  owner,
  [...ids.values()].map((customerId) => ({
    customerId,
    at,
    kind: 'sale',
    lines: [{ category: 'tea/green', brand: 'X', quantity: 1, revenue: 10 }],
  })),
)
const jobs = await runJobs(house)
const one = async (query: string, values: unknown[] = []) => (await owner.query(query, values)).rows[0]

async function within(ms: number, what: string, holds: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + ms
  while (Date.now() < until) {
    if (await holds()) return
    await wait(50)
  }
  assert.fail(`not within ${ms} ms: ${what}`)
}

const changed = (name: string, field: string) =>
  house.asSystem('test', async (ctx) =>
    announce(ctx, customerChanged, { customerId: ids.get(name) ?? '', fields: [field] }, ids.get(name)),
  )
const counted = async (where: string) =>
  (
    await one(
      `select coalesce(sum(customers), 0)::int as n from insight.usage_cells where category = 'tea' and ${where}`,
    )
  ).n

test('usage follows an analysis of everybody', async () => {
  await house.asSystem('test', (ctx) => analyse(ctx))
  await within(10_000, 'usage', async () => (await counted('true')) === 2)
})

test('who moves to another unit is counted there; who is archived is counted nowhere', async () => {
  await owner.query(`update customers.customers set unit_ids = '{7}' where customer_id = $1`, [ids.get('Bo')])
  await changed('Bo', 'unitIds')
  await within(10_000, 'cells of the unit', async () => (await counted(`unit_ids = '{7}'`)) === 1)
  assert.deepEqual(
    (await one('select unit_ids from insight.usage where customer_id = $1 limit 1', [ids.get('Bo')])).unit_ids,
    [7],
  )
  await owner.query('update customers.customers set archived_at = now() where customer_id = $1', [ids.get('Bo')])
  await changed('Bo', 'archivedAt')
  await within(10_000, 'cells without them', async () => (await counted('true')) === 1)
})

test('who moves while lines are being counted has the new units in the end', async () => {
  const prediction = predictionOf(house, new Date().toISOString().slice(0, 10), new AbortController().signal)
  const sales = await prediction.sales()
  await owner.query(`update customers.customers set unit_ids = '{9}' where customer_id = $1`, [ids.get('Ann')])
  await computeUsage(house, prediction)
  const unitsOf = async () =>
    (await one('select unit_ids from insight.usage where customer_id = $1 limit 1', [ids.get('Ann')]))?.unit_ids
  assert.deepEqual(await unitsOf(), [1])
  await house.asSystem('test', (ctx) => followMoves(ctx, sales))
  assert.deepEqual(await unitsOf(), [9])
  await owner.query(`update customers.customers set unit_ids = '{1}' where customer_id = $1`, [ids.get('Ann')])
  await changed('Ann', 'unitIds')
})

test('a rule changed among the settings is computed soon', async () => {
  await house.asSystem('test', async (ctx) => {
    const rule = { ...DEFAULT_USAGE_RULE, loyalty: { share: 70, leastPurchases: 1, storeBrands: ['x'] } }
    await changeSetting(ctx, usageRuleSetting, rule)
    announce(ctx, settingChanged, { name: usageRuleSetting.name })
  })
  await within(10_000, 'the new rule', async () => (await counted(`loyalty = 'store_brand'`)) === 1)
})

// Before the house closes its connections, which the worker holds.
test('the worker stops', () => jobs.stop())
