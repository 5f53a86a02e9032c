import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportBatch } from '#core/files/import-batch.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { importProducts, type ProductRow, revertImport } from '#modules/catalogue/public.ts'
import { askOwner } from '../testing/ask-owner.ts'
import { importAll, revertAll } from '../testing/import-all.ts'
import { openOrdersHouse } from '../testing/orders-house.ts'
import { fillFromCatalogue } from './fill-from-catalogue.ts'
import type { OrderLineRow } from './order-line-row.ts'

const { house } = await openOrdersHouse()

const line = (more: Partial<OrderLineRow>) => ({
  line: 2,
  value: { orderNumber: uuid7(), orderedAt: new Date(), quantity: '2', unitPrice: '9', currency: 'EUR', ...more },
})
const products = (rows: ProductRow[], runId = uuid7()): ImportBatch<ProductRow> => ({
  ...{ runId, source: 'test' },
  rows: rows.map((value, index) => ({ line: index + 2, value })),
})
const importThem = (batch: ImportBatch<ProductRow>) => house.asSystem('test', (ctx) => importProducts(ctx, batch))
const state = () => askOwner(house, 'select * from catalogue.products order by sku')

test('a line makes its product; the file of products completes it; taking the file back undoes just that', async () => {
  await importAll(house, [line({ sku: 'TEA', productName: 'Tea', category: 'Food / Tea' })])
  const before = await state()
  assert.deepEqual([before[0].name, before[0].category_path, before[0].provisional], ['Tea', 'Food/Tea', true])
  const batch = products([
    { sku: 'TEA', brand: 'B', unitCostMicro: 4_000_000n, currency: 'EUR', stock: '7.5' },
    { sku: 'CUP', name: 'Cup' },
  ])
  const { new: added, changed } = await importThem(batch)
  assert.deepEqual([added, changed], [1, 1])
  const again = await importThem({ ...batch, runId: uuid7() })
  assert.equal(again.unchanged, 2)
  await importAll(house, [line({ sku: 'TEA', orderNumber: 'with-cost' })])
  const [known] = await askOwner(
    house,
    `select l.cost_micro, l.brand, l.category_path from orders.lines l
    join orders.orders o using (customer_id, order_id) where o.order_number = 'with-cost'`,
  )
  assert.deepEqual(known, { cost_micro: 8_000_000n, brand: 'B', category_path: 'Food/Tea' })
  await house.asSystem('test', (ctx) => revertImport(ctx, batch.runId, 100))
  assert.deepEqual(await state(), before)
})

test('a product that a run made stays while orders mention it, and goes with them', async () => {
  const batch = products([{ sku: 'POT', name: 'Pot' }])
  await importThem(batch)
  const { runId } = await importAll(house, [line({ sku: 'POT' })])
  await house.asSystem('test', (ctx) => revertImport(ctx, batch.runId, 100))
  const pot = async () => (await state()).filter((row) => row.sku === 'POT')
  assert.deepEqual([(await pot())[0].provisional, (await pot())[0].run_id], [true, null])
  await revertAll(house, runId)
  const { runId: other } = await importAll(house, [line({ sku: 'JUG' })])
  await revertAll(house, other)
  await house.asSystem('test', (ctx) => revertImport(ctx, other, 100))
  assert.deepEqual(
    (await state()).filter((row) => row.sku === 'JUG'),
    [],
  )
})

test("a line without a number is known by its product's name", async () => {
  await importAll(house, [line({ productName: '手工茶壶', orderNumber: 'name-only' })])
  const rows = await askOwner(
    house,
    `select p.name from catalogue.products p join orders.lines l using (product_id)
    join orders.orders o using (customer_id, order_id) where o.order_number = 'name-only'`,
  )
  assert.deepEqual(rows, [{ name: '手工茶壶' }])
})

test('products imported after their orders fill what the lines left open', async () => {
  const orderNumber = 'filled-later'
  await importAll(house, [
    line({ sku: 'JAR', orderNumber }),
    { ...line({ sku: 'LID', orderNumber, unitCost: '1' }), line: 3 },
  ])
  const batch = products([{ sku: 'JAR', brand: 'B', category: 'Kitchen', unitCostMicro: 2_500_000n, currency: 'EUR' }])
  await importThem(batch)
  const jar = (await state()).find((row) => row.sku === 'JAR')
  await house.asSystem('test', (ctx) => fillFromCatalogue(ctx, batch.runId, [jar.product_id]))
  const rows = await askOwner(
    house,
    `select l.cost_micro, l.brand, l.category_path, o.cost_micro as whole from orders.lines l
     join orders.orders o using (customer_id, order_id) where o.order_number = $1 order by line_no`,
    [orderNumber],
  )
  assert.deepEqual(rows, [
    { cost_micro: 5_000_000n, brand: 'B', category_path: 'Kitchen', whole: 7_000_000n },
    { cost_micro: 2_000_000n, brand: null, category_path: null, whole: 7_000_000n },
  ])
})
