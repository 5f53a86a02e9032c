import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refreshChanged } from './facts/refresh-changed.ts'
import { refreshFacts } from './facts/refresh-facts.ts'
import { openShop } from './testing/open-shop.ts'

const { house, owner, shop } = await openShop(9)

/** The facts by value, whoever wrote them. */
async function facts(): Promise<string> {
  const { rows } = await owner.query(`
    select (select md5(string_agg(f::text, '|' order by customer_id, order_id)) from insight.order_facts f)
      || (select md5(string_agg(f::text, '|' order by customer_id, order_id, line_no)) from insight.line_facts f) as hash`)
  return rows[0].hash
}

test('when nothing changed nobody is written anew; who changed is, and nobody else', async () => {
  const before = await facts()
  assert.equal(await refreshChanged(house), 0)
  const [one] = shop.orders.filter((order) => order.counts && !order.anonymous && order.lines.length > 0)
  await owner.query(`update orders.lines set brand = 'Z' where order_id = $1`, [one?.order])
  assert.equal(await refreshChanged(house), 1)
  assert.notEqual(await facts(), before)
  await owner.query(
    `update orders.lines l set brand = o.brand from jsonb_to_recordset($1::jsonb) o (no int, brand text)
    where order_id = $2 and line_no = o.no`,
    [JSON.stringify(one?.lines.map((line, at) => ({ no: at + 1, brand: line.brand }))), one?.order],
  )
  assert.equal(await refreshChanged(house), 1)
  assert.equal(await facts(), before)
})

test('another rate or time zone writes everybody anew; who has no orders any more has no facts', async () => {
  const before = await facts()
  await owner.query(`update core.settings set value = '{"EUR": "2"}' where name = 'company.exchange_rates'`)
  assert.ok((await refreshChanged(house)) > 1)
  assert.notEqual(await facts(), before)
  await owner.query(`update core.settings set value = '{"EUR": "1.25"}' where name = 'company.exchange_rates'`)
  await refreshChanged(house)
  assert.equal(await facts(), before)
  const gone = shop.orders.find((order) => order.counts && !order.anonymous)?.customer
  await owner.query(`update orders.orders set status = 'cancelled' where customer_id = $1`, [gone])
  await refreshChanged(house)
  const { rows } = await owner.query('select count(*)::int as count from insight.order_facts where customer_id = $1', [
    gone,
  ])
  assert.equal(rows[0].count, 0)
})

test('one new anonymous sale is written alone, a customer as a whole', async () => {
  await refreshChanged(house)
  const { rows } = await owner.query(
    `select order_id, customer_id from orders.orders where is_anonymous and status <> 'cancelled' limit 1`,
  )
  await owner.query(`update orders.lines set quantity = quantity + 1 where order_id = $1`, [rows[0].order_id])
  const whole = 'select sum(quantity_milli)::bigint as sum from insight.order_facts where is_anonymous'
  const lines = (
    await owner.query('select count(*)::int as count from orders.lines where order_id = $1', [rows[0].order_id])
  ).rows[0].count
  const before = BigInt((await owner.query(whole)).rows[0].sum)
  await house.asSystem('test', (ctx) => refreshFacts(ctx, { customerIds: [], anonymousOrderIds: [rows[0].order_id] }))
  assert.equal(BigInt((await owner.query(whole)).rows[0].sum), before + 1000n * BigInt(lines))
  const one = await facts()
  const everybody = [...shop.customers.map((customer) => customer.id), rows[0].customer_id]
  await house.asSystem('test', (ctx) => refreshFacts(ctx, { customerIds: everybody }))
  assert.equal(await facts(), one, 'writing everybody anew says the same')
})
