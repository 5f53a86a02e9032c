import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ImportRow } from '#core/files/import-batch.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { askOwner } from '../testing/ask-owner.ts'
import { importAll, revertAll } from '../testing/import-all.ts'
import { openOrdersHouse } from '../testing/orders-house.ts'
import type { OrderLineRow } from './order-line-row.ts'

const { house } = await openOrdersHouse()

/** Everything that orders say, without what only tells when it was written. */
async function state(source: string): Promise<unknown> {
  const rows = await askOwner(
    house,
    `select to_jsonb(o) as "order",
       (select jsonb_agg(to_jsonb(l) order by line_no) from orders.lines l
        where l.customer_id = o.customer_id and l.order_id = o.order_id) as lines,
       (select jsonb_agg(to_jsonb(i) - 'recorded_at') from customers.interactions i where i.interaction_id = o.order_id) as told,
       (select jsonb_agg(to_jsonb(n)) from orders.order_numbers n where n.order_id = o.order_id) as numbers
     from orders.orders o where source = $1 order by order_id`,
    [source],
  )
  return rows
}

const decimal = (whole: number, digits: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: whole }), fc.integer({ min: 0, max: 10 ** digits - 1 }))
    .map(([a, b]) => `${a}.${String(b).padStart(digits, '0')}`)

const line = fc.record({
  order: fc.integer({ min: 1, max: 4 }),
  sku: fc.constantFrom('A', 'B', 'C', null),
  quantity: fc.oneof(fc.integer({ min: -5, max: 9 }).map(String), decimal(3, 3)),
  unitPrice: fc.oneof(decimal(200, 2), decimal(3, 6)),
  discountMicro: fc.option(fc.bigInt({ min: 0n, max: 2_000_000n })),
})

/** Orders of a file: the head is the same on each line of an order, the third order has no customer. */
const file = fc.array(line, { minLength: 1, maxLength: 25 }).map((lines) =>
  lines.map((given, index): ImportRow<OrderLineRow> => {
    const { order, ...value } = given
    return { line: index + 2, value: { ...value, ...headOf(order) } }
  }),
)

const headOf = (order: number) => ({
  orderNumber: `N${order}`,
  orderedAt: new Date(Date.UTC(2024, 0, order)),
  customerRef: order === 3 ? null : `c${order % 2}`,
  currency: 'GBP',
  channel: 'web',
})

const settings = { numRuns: 25, endOnFailure: true }

test('sums are exact: the order is the sum of its lines, the lines are quantity × price − discount', async () => {
  await fc.assert(
    fc.asyncProperty(file, async (rows) => {
      const source = uuid7()
      await importAll(house, rows, { source })
      const wrong = await askOwner(
        house,
        `select 1 from orders.orders o join (
           select order_id, sum(revenue_micro) as revenue, sum(round(quantity * unit_price * 1000000)) as goods,
             sum(discount_micro) as discount, count(*) as lines
           from orders.lines group by order_id) l using (order_id)
         where source = $1 and (o.revenue_micro <> l.revenue or o.goods_micro <> l.goods or o.discount_micro <> l.discount
           or o.revenue_micro <> o.goods_micro - o.discount_micro or o.lines_count <> l.lines)`,
        [source],
      )
      assert.equal(wrong.length, 0)
    }),
    settings,
  )
})

test('importing any part of a file again, in any order, changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.infiniteStream(fc.nat()), fc.nat(25), async (rows, random, keep) => {
      const source = uuid7()
      await importAll(house, rows, { source })
      const before = await state(source)
      const shuffled = rows
        .map((row) => ({ row, at: random.next().value ?? 0 }))
        .sort((a, b) => a.at - b.at)
        .slice(0, Math.max(1, keep))
        .map(({ row }) => row)
      const outcome = await importAll(house, shuffled, { source })
      assert.deepEqual([outcome.new, outcome.changed, outcome.unchanged], [0, 0, shuffled.length])
      assert.deepEqual(await state(source), before)
    }),
    settings,
  )
})

test('taking a run back restores exactly what was there', async () => {
  await fc.assert(
    fc.asyncProperty(file, file, fc.integer({ min: 1, max: 3 }), async (first, second, limit) => {
      const source = uuid7()
      await importAll(house, first, { source })
      const before = await state(source)
      const later = second.map((row) => ({
        ...row,
        value: { ...row.value, status: 'shipped' as const, channel: 'shop' },
      }))
      const { runId } = await importAll(house, later, { source })
      await revertAll(house, runId, limit)
      assert.deepEqual(await state(source), before)
    }),
    settings,
  )
})

test('runs may be taken back in any order; what a later run changed stays until that is taken back too', async () => {
  await fc.assert(
    fc.asyncProperty(file, file, async (first, second) => {
      const source = uuid7()
      const one = await importAll(house, first, { source })
      const two = await importAll(
        house,
        second.map((row) => ({ ...row, value: { ...row.value, status: 'shipped' as const } })),
        { source },
      )
      await revertAll(house, one.runId)
      const left = (await state(source)) as { order: { order_number: string } }[]
      const expected = new Set(second.map((row) => row.value.orderNumber))
      assert.deepEqual(new Set(left.map((row) => row.order.order_number)), expected)
      await revertAll(house, two.runId)
      assert.deepEqual(await state(source), [])
    }),
    settings,
  )
})
