import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { openTestHouse } from '#core/testing/test-house.ts'
import { csvLine } from '#core/words/csv-cells.ts'
import { neutraliseFormula } from '#core/words/formula-cells.ts'
import { rooms } from '../../apps/rooms.ts'
import { importFile } from './run/import-file.ts'

const { house } = await openTestHouse(rooms)
const folder = mkdtempSync(join(tmpdir(), 'rapport-trip-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const decimal = (digits: number, most: number) =>
  fc.integer({ min: 0, max: most * 10 ** digits }).map((units) => {
    const text = String(units).padStart(digits + 1, '0')
    return `${text.slice(0, -digits)}.${text.slice(-digits)}`
  })
const words = fc.string({
  unit: fc.constantFrom('a', 'B', '"', ',', ';', '=', '+', '中', '𠮷', 'é', '7', '-', "'"),
  minLength: 1,
  maxLength: 12,
})
const line = fc.record({
  order: fc.integer({ min: 1, max: 12 }),
  sku: fc.constantFrom('S1', 'S2', '件-3'),
  name: words,
  quantity: fc.oneof(fc.integer({ min: -5, max: 9 }).map(String), decimal(3, 20)),
  price: fc.oneof(decimal(2, 500), decimal(6, 3)),
})
const form = fc.record({
  separator: fc.constantFrom(',' as const, ';' as const, '\t' as const),
  encoding: fc.constantFrom('utf8', 'utf16le', 'gb18030'),
})

test('rows written as CSV are the rows in the database; the same file again changes nothing', async () => {
  let round = 0
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 40 }), form, async (lines, { separator, encoding }) => {
      const source = `round ${round++}`
      const header = [
        'order_number',
        'ordered_at',
        'customer_ref',
        'sku',
        'product_name',
        'quantity',
        'unit_price',
        'currency',
      ]
      const rows = lines.map((row) => [
        `订单${row.order}`,
        '2024-03-05 14:05:01',
        `c${row.order}`,
        row.sku,
        neutraliseFormula(row.name),
        row.quantity,
        row.price,
        'EUR',
      ])
      const path = join(folder, 'orders.csv')
      writeFileSync(
        path,
        iconv.encode([header, ...rows].map((cells) => csvLine(cells, separator)).join(''), encoding, {
          addBOM: encoding !== 'gb18030',
        }),
      )
      const { run } = await importFile(house, { kind: 'orders', path, source })
      assert.deepEqual([Number(run.rows_new), Number(run.rows_refused)], [lines.length, 0])
      const stored = await house.database.owner.query(
        `select o.order_number, l.sku, l.product_name, l.quantity::text, l.unit_price::text
         from orders.lines l join orders.orders o using (customer_id, order_id) where o.source = $1`,
        [source],
      )
      const text = (row: {
        order_number: string
        sku: string
        product_name: string
        quantity: string
        unit_price: string
      }) => [row.order_number, row.sku, row.product_name, Number(row.quantity), Number(row.unit_price)].join('|')
      const expected = lines.map((row) =>
        text({
          order_number: `订单${row.order}`,
          sku: row.sku,
          product_name: row.name,
          quantity: row.quantity,
          unit_price: row.price,
        }),
      )
      assert.deepEqual(stored.rows.map(text).sort(), expected.sort())
      const again = await importFile(house, { kind: 'orders', path, source })
      assert.deepEqual([Number(again.run.rows_unchanged), again.run.same_as], [lines.length, run.run_id])
    }),
    { numRuns: 25 },
  )
})
