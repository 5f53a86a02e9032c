import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { TestHouse } from '#core/testing/test-house.ts'
import { dayOf } from '#core/words/dates.ts'
import { findCustomerValue } from '../score/find-customer-value.ts'
import { scoreCustomers } from '../score/score-customers.ts'
import { openInsightHouse } from '../testing/insight-house.ts'
import { addCustomers, addSales, type Sale } from '../testing/sales.ts'
import { analyse } from './analyse.ts'
import { analyseDay } from './analyse-day.ts'
import { announceClasses } from './announce-classes.ts'

const { house } = await openInsightHouse()
const owner = house.database.owner

interface Score {
  class: string
  recency_days: number | null
  frequency: number
  revenue_micro: string
  profit_micro: string | null
  recency_score: number
  frequency_score: number
  money_score: number
  better_share: string
  worth_micro: bigint
  reasons: { fact: string }[]
  as_of: string
}

const scoreOf = async (on: TestHouse['house'], id: string | undefined): Promise<Score | undefined> =>
  (await on.database.owner.query('select * from insight.scores where customer_id = $1', [id])).rows[0]

const run = (asOf?: string) => house.asSystem('test', (ctx) => analyse(ctx, { asOf }))

/** Ten customers; number i bought i orders of i × 10 each; the last of c10 is of January 31st, of c9 a day before, and so on. */
const NAMES = Array.from({ length: 10 }, (_, index) => `c${index + 1}`)
const SALES: Sale[] = NAMES.flatMap((customer, index) =>
  Array.from({ length: index + 1 }, (_, nth) => ({
    customer,
    at: `2011-01-${String(22 + index - nth).padStart(2, '0')}T10:00:00Z`,
    revenue: String((index + 1) * 10),
    cost: String((index + 1) * 4),
  })),
)

const ids = await addCustomers(owner, [...NAMES, 'taken-back', 'returns-only', 'nobody'])
await addSales(owner, ids, [
  ...SALES,
  { customer: 'taken-back', at: '2011-01-18T10:01:00Z', revenue: '77183.60', cost: '1000', takenBack: '77183.60' },
  { customer: 'taken-back', at: '2011-01-18T10:17:00Z', revenue: '-77183.60', cost: '-1000', kind: 'return' },
  { customer: 'returns-only', at: '2011-01-05T10:00:00Z', revenue: '-12.50', kind: 'return' },
])

test('totals, fifths and the best fifth of a small shop', async () => {
  const analysis = await run('2011-02-01')
  assert.equal(analysis.customers, 12)
  assert.deepEqual(analysis.revenue, { GBP: '3837.50' })
  assert.equal(analysis.orders, 56)
  assert.equal(analysis.returns, 2)
  // 20 % of 12 is 2.4: the best two bring 1000 + 810 of 3837.50.
  assert.equal(analysis.topFifthCustomers, 2)
  assert.equal(analysis.topFifthShare, 0.471661)
  const { key, worthWinning, dispensable } = analysis.classes
  assert.equal(key + worthWinning + dispensable, 12)
})

test('who took everything back is dispensable, with that as the first reason', async () => {
  const score = await scoreOf(house, ids.get('taken-back'))
  assert.equal(score?.revenue_micro, '0')
  assert.equal(score?.frequency, 0)
  assert.equal(score?.class, 'dispensable')
  assert.equal(score?.reasons[0]?.fact, 'worth')
  assert.equal((await scoreOf(house, ids.get('returns-only')))?.class, 'dispensable')
  assert.equal(await scoreOf(house, ids.get('nobody')), undefined)
})

test('a return that came later does not reach back to an earlier day', async () => {
  await addSales(owner, ids, [
    { customer: 'nobody', at: '2011-01-10T10:00:00Z', revenue: '40', takenBack: '40' },
    { customer: 'nobody', at: '2011-01-20T10:00:00Z', revenue: '-40', kind: 'return' },
  ])
  await run('2011-01-15')
  assert.equal((await scoreOf(house, ids.get('nobody')))?.frequency, 1)
  assert.equal((await scoreOf(house, ids.get('taken-back')))?.frequency, undefined)
  await run('2011-01-20')
  assert.equal((await scoreOf(house, ids.get('nobody')))?.frequency, 0)
  await owner.query('delete from orders.orders where customer_id = $1', [ids.get('nobody')])
  await run('2011-02-01')
})

test('cost to serve as of today is what facts.customer_costs says', async () => {
  const set = (value: object) =>
    owner.query(
      `insert into core.settings (name, value) values ('orders.serving_rates', $1)
      on conflict (name) do update set value = excluded.value`,
      [value],
    )
  await set({ perReturn: '5.25', perCall: '2', perVoucher: '0', perMail: '0', perComplaint: '0', shippingShare: '0' })
  await owner.query(`select customers.ensure_interaction_months('2011-01-01', '2011-02-01')`)
  await owner.query(
    `insert into customers.interactions (customer_id, occurred_at, interaction_id, unit_id, channel, kind, direction, source)
    values ($1, '2011-01-15', core.uuid7(), 1, 'phone', 'call', 'inbound', 'test')`,
    [ids.get('c10')],
  )
  await run()
  const { rows } = await owner.query(`select s.cost_to_serve_micro as ours, coalesce(c.cost_to_serve_micro, 0) as theirs
    from insight.scores s left join facts.customer_costs c using (customer_id)`)
  for (const row of rows) assert.equal(row.ours, row.theirs)
  assert.deepEqual(
    rows
      .map((row) => Number(row.ours))
      .filter((cost) => cost > 0)
      .sort(),
    [2_000_000, 5_250_000, 5_250_000],
  )
  await owner.query(`delete from core.settings where name = 'orders.serving_rates'`)
  await run('2011-02-01')
})

test('the best and recent are key, with three reasons', async () => {
  const best = await scoreOf(house, ids.get('c10'))
  assert.equal(best?.class, 'key')
  assert.equal(best?.frequency_score, 5)
  assert.equal(best?.money_score, 5)
  assert.equal(best?.profit_micro, '600000000')
  assert.equal(best?.reasons.length, 3)
})

test('only what happened up to the end of the day, in the company’s time zone, counts', async () => {
  // Shanghai is eight hours ahead: 17:00 UTC of the 20th is the 21st there.
  const [late] = (await addCustomers(owner, ['late'])).values()
  await addSales(owner, new Map([['late', late ?? '']]), [
    { customer: 'late', at: '2011-01-20T17:00:00Z', revenue: '5' },
  ])
  await run('2011-01-20')
  assert.equal(await scoreOf(house, late), undefined)
  assert.equal((await scoreOf(house, ids.get('c10')))?.frequency, undefined)
  await run('2011-01-21')
  assert.equal((await scoreOf(house, late))?.recency_days, 0)
  await owner.query('delete from orders.orders where customer_id = $1', [late])
})

test('one customer scored again gets what the analysis of everybody gives', async () => {
  await run()
  const { rows } = await owner.query(
    'select customer_id, class, recency_score, frequency_score, money_score, better_share, worth_micro, reasons from insight.scores order by 1',
  )
  await house.asSystem('test', (ctx) => scoreCustomers(ctx, [...ids.values()]))
  const again = await owner.query(
    'select customer_id, class, recency_score, frequency_score, money_score, better_share, worth_micro, reasons from insight.scores order by 1',
  )
  assert.deepEqual(again.rows, rows)
})

test('who rises by an order is told what better ones bring as the next analysis tells it', async () => {
  await run()
  const { rows } = await owner.query(
    'select customer_id from insight.scores order by worth_micro desc offset 1 limit 2',
  )
  for (const { customer_id: id } of rows) {
    await owner.query('update orders.orders set revenue_micro = revenue_micro + 3000000 where customer_id = $1', [id])
    await house.asSystem('test', (ctx) => scoreCustomers(ctx, [id]))
    const at = Number((await scoreOf(house, id))?.better_share)
    await run()
    const then = Number((await scoreOf(house, id))?.better_share)
    assert.ok(at > 0 && Math.abs(at - then) < 0.03, `${at} at once, ${then} by the analysis`)
    await owner.query('update orders.orders set revenue_micro = revenue_micro - 3000000 where customer_id = $1', [id])
  }
})

test('an order moves one customer up, with history and an event', async () => {
  await run()
  const id = ids.get('c1') ?? ''
  const before = await scoreOf(house, id)
  await addSales(owner, ids, [{ customer: 'c1', at: new Date().toISOString(), revenue: '5000', cost: '10' }])
  await house.asSystem('test', (ctx) => scoreCustomers(ctx, [id]))
  assert.notEqual(before?.class, 'key')
  assert.equal((await scoreOf(house, id))?.class, 'key')
  const history = await owner.query(
    'select class, previous_class from insight.score_history where customer_id = $1 order by changed_at desc limit 1',
    [id],
  )
  assert.deepEqual(history.rows, [{ class: 'key', previous_class: before?.class }])
  const event = await owner.query(
    `select payload from core.events where name = 'insight.classes.changed' order by event_id desc limit 1`,
  )
  assert.equal(event.rows[0].payload.changes[0].to, 'key')
})

test('changes of an analysis are announced once, in batches', async () => {
  await owner.query('delete from core.events')
  await run('2011-01-25')
  await run('2011-02-01')
  const waiting = await owner.query('select count(*)::int as count from insight.score_history where not announced')
  assert.ok(waiting.rows[0].count > 0)
  const tell = () => announceClasses.run(house, {}, { signal: new AbortController().signal, attempt: 1 })
  await tell()
  await tell()
  const told = await owner.query(
    `select sum(jsonb_array_length(payload->'changes'))::int as count from core.events where name = 'insight.classes.changed'`,
  )
  assert.equal(told.rows[0].count, waiting.rows[0].count)
})

test('a past day is looked at and changes nothing', async () => {
  await run('2011-02-01')
  const kept = async () => {
    const { rows } = await owner.query(`
      select (select jsonb_agg(to_jsonb(s) order by customer_id) from insight.scores s) as scores,
        (select jsonb_agg(to_jsonb(h) order by customer_id, changed_at) from insight.score_history h) as history,
        (select jsonb_agg(to_jsonb(c) order by to_jsonb(c)::text) from insight.score_cells c) as cells,
        (select count(*)::int from insight.runs) as runs, (select count(*)::int from customers.interactions) as told,
        (select count(*)::int from core.events) as events,
        (select count(*)::int from graphile_worker.jobs) as jobs`)
    return rows[0]
  }
  const look = (day: string) => house.asSystem('test', (ctx) => analyseDay(ctx, day))
  const before = await kept()
  const past = await look('2011-01-25')
  assert.deepEqual(await kept(), before)
  assert.equal(past.run, null)
  assert.ok(past.orders < 56)
  // The very same figures as an analysis of that day that is kept.
  const { run: _, durationMs: __, ...live } = await run('2011-01-25')
  const { run: ___, durationMs: ____, ...looked } = past
  assert.deepEqual(looked, live)
  const { rows } = await owner.query('select max(as_of)::text as day from insight.scores')
  assert.equal(rows[0].day, '2011-01-25')
  const today = await look(dayOf(new Date(), 'Asia/Shanghai'))
  assert.notEqual(today.run, null)
  const { rows: newest } = await owner.query(
    `select (max(ordered_at) at time zone 'Asia/Shanghai')::date::text as day from orders.orders`,
  )
  assert.notEqual((await look(newest[0].day)).run, null, 'nobody ordered after this day')
  await run('2011-02-01')
})

test('who ordered in a currency without a rate is not scored: what they brought is unknown, not nothing', async () => {
  const abroad = await addCustomers(owner, ['abroad'])
  await addSales(owner, abroad, [{ customer: 'abroad', at: '2011-01-20T10:00:00Z', revenue: '900', currency: 'SEK' }])
  await run('2011-02-01')
  assert.equal(await scoreOf(house, abroad.get('abroad')), undefined)
  const [id] = abroad.values()
  const value = await house.asSystem('test', (ctx) => findCustomerValue(ctx, { customerId: `${id}` }))
  assert.deepEqual([value.value, value.unrated], [null, ['SEK']])
  await owner.query(
    `insert into core.settings (name, value, version) values ('company.exchange_rates', '{"SEK": "0.1"}', 1)`,
  )
  await run('2011-02-01')
  assert.equal((await scoreOf(house, id))?.revenue_micro, '90000000')
  await owner.query('delete from orders.lines where customer_id = $1', [id])
  await owner.query('delete from orders.orders where customer_id = $1', [id])
  await owner.query(`delete from core.settings where name = 'company.exchange_rates'`)
  await run('2011-02-01')
})

test('sales by day, region and category and buyers by month add up to the orders', async () => {
  await run()
  const sums = await house.asSystem('test', async (ctx) => {
    const { rows } = await sql<Record<string, bigint>>`select
      (select sum(revenue_micro)::bigint from facts.orders where counts) as orders,
      (select sum(revenue_micro)::bigint from insight.sales_days) as days,
      (select sum(revenue_micro)::bigint from insight.sales_regions) as regions,
      (select sum(revenue_micro)::bigint from insight.sales_categories) as categories,
      (select sum(new_customers)::bigint from insight.buyers) as new_customers`.execute(ctx.db)
    return rows[0]
  })
  assert.equal(sums?.days, sums?.orders)
  assert.equal(sums?.regions, sums?.orders)
  assert.equal(sums?.categories, sums?.orders)
  // Neither who took everything back nor who only returned ever bought.
  assert.equal(sums?.new_customers, 10n)
})
