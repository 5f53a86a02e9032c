import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Context } from '#core/context.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { findCustomer } from '../customer/find-customer.ts'
import { importCustomers } from '../import/import-customers.ts'
import { revertImport } from '../import/revert-import.ts'
import { listInteractions } from '../interaction/list-interactions.ts'
import { recordInteractions } from '../interaction/record-interactions.ts'
import { searchCustomers } from '../search/search-customers.ts'
import { openCustomersHouse } from '../testing/open-customers-house.ts'
import { copyScores } from './copy-scores.ts'
import { keepComplaints } from './keep-complaints.ts'
import { keepMetrics } from './keep-metrics.ts'
import { tellClassChanges } from './tell-class-changes.ts'

const { house } = await openCustomersHouse()
const inHouse = <T>(work: (ctx: Context) => Promise<T>) => house.asSystem('test', work)
const rows = async (text: string, values: unknown[] = []) => (await house.database.owner.query(text, values)).rows

async function bring(customerRef: string, runId = uuid7()): Promise<string> {
  await inHouse((ctx) =>
    importCustomers(ctx, { runId, source: 'shop', rows: [{ line: 2, value: { customerRef, name: customerRef } }] }),
  )
  const [found] = await rows(`select customer_id from customers.identities where kind = 'ref' and value_key = $1`, [
    customerRef,
  ])
  return found.customer_id
}

await rows(`insert into orders.currencies (currency, orders) values ('GBP', 1)`)

let number = 0
interface GivenOrder {
  kind?: string
  status?: string
  micro: bigint
  day: string
  cost?: bigint
  takenBack?: bigint
}

const order = (customerId: string, more: GivenOrder) =>
  rows(
    `insert into orders.orders (customer_id, order_id, order_number, source, ordered_at, status, kind, currency,
       revenue_micro, goods_micro, cost_micro, taken_back_micro)
     values ($1, $2, $3, 'shop', $4, $5, $6, 'GBP', $7, $7, $8, $9)`,
    [
      customerId,
      uuid7(),
      `SO-${++number}-X`,
      `${more.day}T10:00:00Z`,
      more.status ?? 'completed',
      more.kind ?? 'sale',
      more.micro,
      more.cost ?? null,
      more.takenBack ?? 0n,
    ],
  )

test('metrics follow orders: returns take back, cancelled ones do not count, unchanged records stay untouched', async () => {
  const id = await bring('M1')
  await order(id, { micro: 10_500_000n, day: '2024-01-05' })
  await order(id, { micro: 4_000_000n, day: '2024-03-05' })
  await order(id, { micro: -4_000_000n, day: '2024-03-06', kind: 'return' })
  await order(id, { micro: 99_000_000n, day: '2024-05-05', status: 'cancelled' })
  const metrics = async () =>
    (
      await rows(
        `select orders_count, revenue_micro::text, returns_count, first_order_at, last_order_at, xmin::text
      from customers.customers where customer_id = $1`,
        [id],
      )
    )[0]
  await inHouse((ctx) => keepMetrics(ctx, [id]))
  const kept = await metrics()
  assert.deepEqual(
    [
      kept.orders_count,
      kept.revenue_micro,
      kept.returns_count,
      kept.first_order_at.toISOString(),
      kept.last_order_at.toISOString(),
    ],
    [2, '10500000', 1, '2024-01-05T10:00:00.000Z', '2024-03-05T10:00:00.000Z'],
  )
  await inHouse((ctx) => keepMetrics(ctx, [id]))
  assert.equal((await metrics()).xmin, kept.xmin)
  const found = await inHouse((ctx) => searchCustomers(ctx, { q: `SO-${number}-X`, limit: 5 }))
  assert.deepEqual(
    found.items.map((item) => item.id),
    [id],
  )
})

test('a sale that came back as a whole is no purchase; profit is known when every cost is; an order is a contact', async () => {
  const id = await bring('M5')
  const metrics = async () =>
    (
      await rows(
        `select orders_count as orders, revenue_micro::text as revenue, profit_micro::text as profit,
           returns_count as returns, last_order_at::date::text as last, last_interaction_at::date::text as contact
         from customers.customers where customer_id = $1`,
        [id],
      )
    )[0]
  await order(id, { micro: 8_000_000n, day: '2024-01-05', cost: 5_000_000n })
  await order(id, { micro: 6_000_000n, day: '2024-02-05', cost: 4_000_000n, takenBack: 6_000_000n })
  await order(id, { micro: -6_000_000n, day: '2024-02-09', cost: -4_000_000n, kind: 'return' })
  await inHouse((ctx) => keepMetrics(ctx, [id]))
  const known = { orders: 1, revenue: '8000000', returns: 1, last: '2024-01-05', contact: '2024-02-09' }
  assert.deepEqual(await metrics(), { ...known, profit: '3000000' })
  const page = (await inHouse((ctx) => findCustomer(ctx, { customerId: id }))).metrics
  assert.deepEqual(
    [page.orders, page.returns, page.firstOrderAt?.slice(0, 10), page.lastOrderAt?.slice(0, 10)],
    [1, 1, '2024-01-05', '2024-01-05'],
    'the page counts as the list does',
  )
  await order(id, { micro: 1_000_000n, day: '2024-01-01' })
  await inHouse((ctx) => keepMetrics(ctx, [id]))
  assert.deepEqual(await metrics(), { ...known, orders: 2, revenue: '9000000', profit: '3000000' })
  const [facts] = await rows(
    'select orders::int, revenue_micro::text from facts.customer_orders where customer_id = $1',
    [id],
  )
  assert.deepEqual(facts, { orders: 2, revenue_micro: '9000000' })
})

test('complaints are counted, and moves of class stand on the timeline without being a contact', async () => {
  const id = await bring('M2')
  const complaint = {
    customerId: id,
    occurredAt: new Date('2024-01-01T00:00:00Z'),
    channel: 'email',
    kind: 'complaint',
    direction: 'inbound' as const,
    source: 't',
  }
  await inHouse((ctx) => recordInteractions(ctx, [complaint]))
  await inHouse((ctx) => keepComplaints(ctx, [id]))
  await inHouse((ctx) =>
    tellClassChanges(ctx, [
      { customerId: id, from: null, to: 'key', asOf: '2024-02-01' },
      { customerId: id, from: 'key', to: 'dispensable', asOf: '2024-03-01' },
    ]),
  )
  const timeline = await inHouse((ctx) => listInteractions(ctx, { customerId: id, limit: 50 }))
  assert.deepEqual(
    timeline.items.map((item) => item.kind),
    ['class_changed', 'complaint'],
  )
  const [record] = await rows(
    `select complaints_count, last_interaction_at from customers.customers where customer_id = $1`,
    [id],
  )
  assert.deepEqual([record.complaints_count, record.last_interaction_at.toISOString()], [1, '2024-01-01T00:00:00.000Z'])
})

test('what the house itself noted keeps nobody from going with the import that made them', async () => {
  const runId = uuid7()
  const id = await bring('M6', runId)
  await inHouse((ctx) =>
    tellClassChanges(ctx, [{ customerId: id, from: 'key', to: 'dispensable', asOf: '2024-03-01' }]),
  )
  assert.equal((await inHouse((ctx) => listInteractions(ctx, { customerId: id, limit: 5 }))).items.length, 1)
  await inHouse((ctx) => revertImport(ctx, runId))
  assert.deepEqual(await rows('select 1 from customers.customers where customer_id = $1', [id]), [])
})

test('when the company reckons in another currency, amounts of before don’t stand under its name', async () => {
  const id = await bring('M7')
  await order(id, { micro: 5_000_000n, day: '2024-01-05', cost: 1_000_000n })
  await inHouse((ctx) => keepMetrics(ctx, [id]))
  const amounts = async () =>
    (
      await rows(
        'select revenue_micro::text as revenue, revenue_known, profit_known from customers.customers where customer_id = $1',
        [id],
      )
    )[0]
  assert.deepEqual(await amounts(), { revenue: '5000000', revenue_known: true, profit_known: true })
  await rows(`insert into core.settings (name, value) values ('company.currency', '"EUR"')`)
  await inHouse((ctx) => copyScores(ctx, [id]))
  assert.deepEqual(await amounts(), { revenue: '0', revenue_known: false, profit_known: false })
  await rows(`delete from core.settings where name = 'company.currency'`)
  await inHouse((ctx) => keepMetrics(ctx, [id]))
  assert.equal((await amounts()).revenue_known, true)
})

test('taking an import back spares the customer who has bought since', async () => {
  const runId = uuid7()
  const kept = await bring('M3', runId)
  const gone = await bring('M4', runId)
  await order(kept, { micro: 1_000_000n, day: '2024-01-05' })
  await inHouse((ctx) => revertImport(ctx, runId))
  const left = await rows('select customer_id from customers.customers where customer_id = any($1)', [[kept, gone]])
  assert.deepEqual(left, [{ customer_id: kept }])
  assert.equal((await rows(`select 1 from customers.identity_owners where value_key in ('M3', 'M4')`)).length, 1)
})
