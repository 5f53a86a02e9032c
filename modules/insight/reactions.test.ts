import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { announce } from '#core/events/announce.ts'
import { runJobs } from '#core/jobs/run-jobs.ts'
import { customerChanged } from '#modules/customers/events.ts'
import { orderPlaced, ordersImported } from '#modules/orders/events.ts'
import { settingChanged } from '#modules/team/events.ts'
import { analyse } from './run/analyse.ts'
import { openInsightHouse } from './testing/insight-house.ts'
import { addCustomers, addSales } from './testing/sales.ts'

const { house } = await openInsightHouse()
const owner = house.database.owner
const ids = await addCustomers(owner, ['Ann', 'Bo', 'Cy'])
const now = () => new Date().toISOString()
await addSales(owner, ids, [
  { customer: 'Ann', at: '2026-01-01T00:00:00Z', revenue: '10' },
  { customer: 'Bo', at: '2026-02-01T00:00:00Z', revenue: '500' },
])
await house.asSystem('test', (ctx) => analyse(ctx))
const jobs = await runJobs(house)

async function within(ms: number, what: string, holds: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + ms
  while (Date.now() < until) {
    if (await holds()) return
    await wait(50)
  }
  assert.fail(`not within ${ms} ms: ${what}`)
}

const one = async (query: string, values: unknown[] = []) => (await owner.query(query, values)).rows[0]

test('an order scores its customer within two seconds, and the sums of its month follow', async () => {
  await addSales(owner, ids, [{ customer: 'Cy', at: now(), revenue: '900' }])
  const { order_id } = await one('select order_id from orders.orders where customer_id = $1', [ids.get('Cy')])
  await house.asSystem('test', async (ctx) => {
    announce(ctx, orderPlaced, { orderId: order_id, orderNumber: '1', revenueMicro: '900000000' }, ids.get('Cy'))
  })
  await within(2000, 'score', async () => {
    const score = await one('select frequency, class from insight.scores where customer_id = $1', [ids.get('Cy')])
    return score?.frequency === 1 && score.class === 'key'
  })
  await within(8000, 'sums', async () => {
    const sums = await one('select sum(revenue_micro)::text as total from insight.sales_days')
    const cells = await one('select sum(customers)::int as customers from insight.score_cells')
    return sums.total === '1410000000' && cells.customers === 3
  })
  await within(8000, 'facts', async () => {
    const fact = await one('select revenue_micro, nth from insight.order_facts where order_id = $1', [order_id])
    const state = await one('select is_whole from insight.facts_state')
    return fact?.revenue_micro === '900000000' && fact.nth === 1 && state?.is_whole === true
  })
})

test('who moves to another unit is seen there, and no longer here', async () => {
  await owner.query(`update customers.customers set unit_ids = '{7}' where customer_id = $1`, [ids.get('Bo')])
  await house.asSystem('test', async (ctx) => {
    announce(ctx, customerChanged, { customerId: ids.get('Bo') ?? '', fields: ['unitIds'] }, ids.get('Bo'))
  })
  await within(2000, 'units', async () => {
    const score = await one('select unit_ids from insight.scores where customer_id = $1', [ids.get('Bo')])
    const cell = await one(`select count(*)::int as count from insight.score_cells where unit_ids = '{7}'`)
    return score.unit_ids[0] === 7 && cell.count === 1
  })
})

test('batches of an import queue one analysis of everybody', async () => {
  for (let batch = 0; batch < 3; batch++) {
    await house.asSystem('test', async (ctx) => {
      announce(ctx, ordersImported, { runId: crypto.randomUUID(), customerIds: [...ids.values()] })
    })
  }
  await within(3000, 'one waiting analysis', async () => {
    const waiting = await one(
      `select count(*)::int as count from graphile_worker.jobs where task_identifier = 'insight.analyse'`,
    )
    const reacted = await one(
      `select count(*)::int as count from core.reactions_done where reaction = 'insight.analyse-imported'`,
    )
    return waiting.count === 1 && reacted.count === 3
  })
})

test('another exchange rate is felt by an analysis of everybody, another name of the company is not', async () => {
  const runs = async () => (await one('select count(*)::int as count from insight.runs')).count
  const tell = (name: string) => house.asSystem('test', async (ctx) => announce(ctx, settingChanged, { name }))
  const reacted = (count: number) =>
    within(3000, 'reaction', async () => {
      const done = await one(
        `select count(*)::int as count from core.reactions_done where reaction = 'insight.analyse-setting'`,
      )
      return done.count === count
    })
  await owner.query(`select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs`)
  const before = await runs()
  await tell('company.name')
  await reacted(1)
  const waiting = await one(
    `select count(*)::int as count from graphile_worker.jobs where task_identifier = 'insight.analyse'`,
  )
  assert.equal(waiting.count, 0)
  await tell('company.exchange_rates')
  await reacted(2)
  await within(3000, 'analysis', async () => (await runs()) === before + 1)
})

// Before the house closes its connections, which the worker holds: hooks of files run in the order they were made.
test('the worker stops', () => jobs.stop())
