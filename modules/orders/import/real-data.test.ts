import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askOwner } from '../testing/ask-owner.ts'
import { importAll } from '../testing/import-all.ts'
import { openOrdersHouse } from '../testing/orders-house.ts'
import { olist, onlineRetail, withoutSharedData } from '../testing/real-data.ts'

const { house } = await openOrdersHouse()
const ask = (text: string) => askOwner(house, text)

test('the gift wholesaler: counts and totals as published, and a second import changes nothing', {
  skip: withoutSharedData,
}, async () => {
  const rows = onlineRetail()
  const first = await importAll(house, rows, { source: 'uci' })
  const { runId: _, ...counts } = first
  assert.deepEqual(counts, { new: 77_628, changed: 0, unchanged: 0, anonymous: 28_866, refused: [] })
  const [totals] = await ask(`
    select count(*) as lines, sum(revenue_micro)::text as revenue,
      (select count(*) from orders.orders) as orders,
      (select count(*) from orders.orders where order_number like 'C%' and kind = 'return') as cancellations,
      (select sum(revenue_micro)::text from orders.orders where not is_anonymous) as known,
      (select count(distinct customer_id) from orders.orders where not is_anonymous) as customers,
      (select count(*) from customers.interactions where kind in ('order', 'return')) as told,
      (select count(*) from orders.orders where not is_anonymous) as to_tell
    from orders.lines`)
  assert.equal(totals.lines, 77_628n)
  assert.equal(totals.revenue, '1308957280000')
  assert.equal(totals.known, '1029678400000')
  assert.equal(totals.orders, 3_501n)
  assert.equal(totals.cancellations, 586n)
  assert.equal(totals.customers, 1_369n)
  assert.equal(totals.told, totals.to_tell)
  const again = await importAll(house, rows, { source: 'uci' })
  assert.deepEqual([again.new, again.changed, again.unchanged, again.anonymous], [0, 0, 77_628, 28_866])
})

test('the sum of valid rows is the published one', { skip: withoutSharedData }, async () => {
  const [valid] = await ask(`
    select count(*) as rows, count(distinct l.customer_id) as customers, count(distinct l.order_id) as invoices,
      sum(l.revenue_micro)::text as revenue
    from orders.lines l join orders.orders o using (customer_id, order_id)
    where not o.is_anonymous and o.order_number not like 'C%' and l.quantity > 0 and l.unit_price > 0 and o.currency = 'GBP'`)
  assert.deepEqual(valid, { rows: 47_386n, customers: 1_302n, invoices: 2_387n, revenue: '1142158930000' })
})

test('customer 12346, whose huge order was cancelled minutes later, bought nothing', {
  skip: withoutSharedData,
}, async () => {
  const rows = await ask(`
    select f.orders, f.revenue_micro, f.returns, f.last_order_at from facts.customer_orders f
    join customers.identities i using (customer_id) where i.value_key = '12346'`)
  assert.deepEqual(rows, [{ orders: 0n, revenue_micro: 0n, returns: 1n, last_order_at: null }])
})

test('Brazilian shops: orders, customers, goods to the centavo, delivery times', {
  skip: withoutSharedData,
}, async () => {
  const outcome = await importAll(house, olist(), { source: 'olist' })
  assert.deepEqual([outcome.new, outcome.anonymous, outcome.refused.length], [4_519, 0, 0])
  const [totals] = await ask(`
    select count(*) as orders, sum(goods_micro)::text as goods, sum(lines_count)::int as lines,
      count(distinct customer_id) as customers,
      sum(revenue_micro) filter (where counts)::text as counted,
      count(*) filter (where delivered_at > promised_at) > 0 as some_late
    from orders.orders where source = 'olist'`)
  assert.equal(totals.orders, 3_977n)
  assert.equal(totals.lines, 4_519)
  assert.equal(totals.customers, 3_975n)
  assert.equal(totals.goods, '549545090000')
  assert.ok(BigInt(totals.counted) < BigInt(totals.goods), 'cancelled orders do not count')
  assert.equal(totals.some_late, true)
})
