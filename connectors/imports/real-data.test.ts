import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openTestHouse } from '#core/testing/test-house.ts'
import { rooms } from '../../apps/rooms.ts'
import { importFile, workUntilEnd } from './run/import-file.ts'
import { resultOfRun } from './run/result-of-run.ts'
import { revertRun } from './run/revert-run.ts'

const FOLDER = process.env.RAPPORT_SHARED_DATA ?? join(import.meta.dirname, '../../../shared/data')
const skip = existsSync(FOLDER) ? false : 'skipped: no shared data'
const { house } = await openTestHouse(rooms)

async function one(query: string): Promise<Record<string, unknown>> {
  const { rows } = await house.database.owner.query(query)
  return rows[0]
}

const figures = `
  select count(*)::int as lines, sum(quantity * unit_price)::numeric(20, 2)::text as goods,
    (select count(*)::int from orders.orders) as orders,
    (select count(distinct customer_id)::int from orders.orders where not is_anonymous) as customers
  from orders.lines`

test('online-retail: every figure to the penny, twice the same, and all of it taken back', { skip }, async () => {
  const path = join(FOLDER, 'online-retail/online-retail-2010-12_2011-01.csv')
  const file = { kind: 'orders' as const, path, source: 'shop' }
  const first = await importFile(house, file)
  const { run: _run, ...counts } = resultOfRun(first.run)
  assert.deepEqual(counts, { rows: 77_628, new: 77_628, changed: 0, unchanged: 0, refused: 0, anonymous: 28_866 })
  const expected = { lines: 77_628, goods: '1308957.28', orders: 3501, customers: 1369 }
  assert.deepEqual(await one(figures), expected)
  assert.deepEqual(
    await one(`
      select count(*) filter (where status = 'returned')::int as cancelled, count(distinct country)::int as countries,
        (sum(revenue_micro) filter (where not is_anonymous) / 1e6)::numeric(20, 2)::text as known
      from orders.orders`),
    { cancelled: 586, countries: 28, known: '1029678.40' },
  )
  const second = await importFile(house, file)
  assert.deepEqual([Number(second.run.rows_unchanged), second.run.same_as], [77_628, first.run.run_id])
  assert.deepEqual(await one(figures), expected)
  const trial = await importFile(house, { ...file, isTrial: true })
  assert.equal(Number(trial.run.rows_unchanged), 77_628)
  await house.asSystem('test', (ctx) => revertRun(ctx, first.run.run_id, { inline: true }))
  await workUntilEnd(house, first.run.run_id, {})
  assert.deepEqual(await one(figures), { lines: 0, goods: null, orders: 0, customers: 0 })
  assert.equal((await one(`select count(*)::int as left from customers.customers where stage <> 'anonymous'`)).left, 0)
})

test('olist: orders with their delivery times, reviews with their scores', { skip }, async () => {
  const orders = await importFile(house, { kind: 'orders', path: join(FOLDER, 'olist/orders.csv'), source: 'olist' })
  assert.deepEqual([Number(orders.run.rows_new), Number(orders.run.rows_refused)], [4519, 0])
  assert.deepEqual(await one(figures), { lines: 4519, goods: '549545.09', orders: 3977, customers: 3975 })
  const reviews = await importFile(house, {
    kind: 'interactions',
    path: join(FOLDER, 'olist/reviews.csv'),
    source: 'olist',
  })
  assert.deepEqual([Number(reviews.run.rows_new), Number(reviews.run.rows_refused)], [3986, 0])
  const scores = await one(`
    select avg((i.data->>'score')::int) filter (where o.delivered_at > o.promised_at)::numeric(4, 2)::text as late,
      avg((i.data->>'score')::int) filter (where o.delivered_at <= o.promised_at)::numeric(4, 2)::text as others
    from customers.interactions i join orders.orders o on o.order_number = i.data->>'orderNumber'
    where i.kind = 'review'`)
  assert.deepEqual(scores, { late: '2.43', others: '4.29' })
  const again = await importFile(house, {
    kind: 'interactions',
    path: join(FOLDER, 'olist/reviews.csv'),
    source: 'olist',
  })
  assert.deepEqual([Number(again.run.rows_new), Number(again.run.rows_unchanged)], [0, 3986])
})
