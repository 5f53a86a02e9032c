import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { changeSetting } from '#core/settings.ts'
import { predictionOf } from '../predict/step.ts'
import { openInsightHouse } from '../testing/insight-house.ts'
import { addCustomers } from '../testing/sales.ts'
import { computeUsage } from './compute-usage.ts'
import { countUsageCells } from './count-usage-cells.ts'
import { addOrders, type PlainOrder } from './testing/add-orders.ts'
import { plainUsage } from './testing/plain-usage.ts'
import { type UsageRule, usageRuleSetting } from './usage-rule.ts'

const { house } = await openInsightHouse()
const owner = house.database.owner
const AS_OF = '2026-06-30'
const compute = async () => {
  await computeUsage(house, predictionOf(house, AS_OF, new AbortController().signal))
  await house.asSystem('test', countUsageCells)
}
const ids = [...(await addCustomers(owner, ['Ann', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gus'])).values()]
// One order that counts keeps the company's currency what it is.
const [gone] = [...(await addCustomers(owner, ['Archived'])).values()]
await owner.query(`update customers.customers set archived_at = now() where customer_id = $1`, [gone])

const line = fc.record({
  category: fc.constantFrom('tea', 'tea/green', 'tea/green/long', 'teapot', 'cups/big', null),
  brand: fc.constantFrom('X', 'Y', 'Own', 'Ours', null),
  quantity: fc.constantFrom(1, 1, 2, 3, 7, -1, -2),
  revenue: fc.integer({ min: -20, max: 60 }),
})
const order: fc.Arbitrary<PlainOrder> = fc.record({
  customerId: fc.constantFrom(...ids),
  at: fc.nat(110).map((ago) => new Date(Date.parse('2026-07-05T04:00:00Z') - ago * 86_400_000).toISOString()),
  kind: fc.constantFrom('sale' as const, 'sale' as const, 'sale' as const, 'return' as const),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  cancelled: fc.nat(9).map((dice) => dice === 0),
  anonymous: fc.nat(9).map((dice) => dice === 0),
  currency: fc.constantFrom('CNY', 'CNY', 'CNY', 'EUR'),
})
const rule: fc.Arbitrary<UsageRule> = fc.record({
  days: fc.constantFrom(30, 90, 365),
  usage: fc.record({
    by: fc.constantFrom('volume' as const, 'customers' as const),
    heavy: fc.constantFrom(10, 33.3, 50),
    medium: fc.constantFrom(66.7, 80, 100),
  }),
  loyalty: fc.record({
    share: fc.constantFrom(51, 60, 70, 100),
    leastPurchases: fc.integer({ min: 1, max: 3 }),
    storeBrands: fc.constantFrom([], ['Own'], ['Own', 'Ours']),
  }),
})

async function stored() {
  const { rows } = await owner.query(`
    select customer_id as "customerId", category, quantity::float8 as quantity, purchases, branded,
      revenue_micro::float8 / 1000000 as revenue, top_brand as "topBrand", usage, loyalty from insight.usage`)
  return rows
}

const sorted = (rows: { customerId: string; category: string }[]) =>
  rows.toSorted((a, b) => (`${a.customerId} ${a.category}` < `${b.customerId} ${b.category}` ? -1 : 1))

test('rows and cells are what a look at each customer and category says, computed anew or brought up to date', async () => {
  let told = 0
  await fc.assert(
    fc.asyncProperty(fc.array(order, { minLength: 30, maxLength: 90 }), rule, async (orders, by) => {
      await owner.query('truncate orders.orders, orders.lines, orders.order_numbers, orders.currencies cascade')
      const more = { customerId: gone ?? '', at: '2026-06-01T04:00:00Z', kind: 'sale' as const }
      await addOrders(owner, [
        ...orders,
        { ...more, lines: [{ category: 'tea', brand: 'X', quantity: 1, revenue: 1 }] },
      ])
      await owner.query(`update orders.currencies set orders = case currency when 'CNY' then 9999 else 1 end`)
      await house.asSystem('test', (ctx) => changeSetting(ctx, usageRuleSetting, by))
      await compute()
      const expected = plainUsage(orders, AS_OF, by)
      assert.deepEqual(sorted(await stored()), sorted(expected))
      const { rows: cells } = await owner.query(`
        select category, usage, loyalty, customers, quantity::float8, purchases, branded, revenue_micro::float8 / 1000000 as revenue
        from insight.usage_cells`)
      const name = (row: { category: string; usage: string; loyalty: string }) =>
        `${row.category} ${row.usage} ${row.loyalty}`
      const groups = Map.groupBy(expected, name)
      assert.equal(cells.length, groups.size)
      for (const cell of cells) {
        const inside = groups.get(name(cell)) ?? []
        const sum = (of: 'quantity' | 'purchases' | 'branded' | 'revenue') => inside.reduce((a, row) => a + row[of], 0)
        assert.deepEqual(
          [cell.customers, cell.quantity, cell.purchases, cell.branded, cell.revenue],
          [inside.length, sum('quantity'), sum('purchases'), sum('branded'), sum('revenue')],
        )
      }
      told += expected.filter((row) => row.loyalty !== 'unknown').length
    }),
    { numRuns: Number(process.env.USAGE_RUNS ?? 80) },
  )
  assert.ok(told > 400, 'hardly anybody had a class')
})

test('computing twice changes nothing and tells nobody', async () => {
  const events = async () =>
    (await owner.query(`select count(*)::int as n from core.events where name = 'insight.usage.computed'`)).rows[0].n
  await compute()
  const [before, told] = [await stored(), await events()]
  const versions = async () => (await owner.query('select xmin::text as x from insight.usage order by 1')).rows
  const written = await versions()
  await compute()
  assert.deepEqual(sorted(await stored()), sorted(before))
  assert.deepEqual(await versions(), written, 'rows that say the same are left alone')
  assert.equal(await events(), told)
})
