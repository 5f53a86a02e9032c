import assert from 'node:assert/strict'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'csv-parse'
import { parseDateTime } from '#core/words/dates.ts'
import { formatDecimal, multiplyMicro, parseMoney } from '#core/words/money.ts'
import { openInsightHouse } from '../testing/insight-house.ts'
import { addCustomers, addSales, type Sale } from '../testing/sales.ts'
import { analyse } from './analyse.ts'

const FOLDER = process.env['RAPPORT_SHARED_DATA'] ?? join(import.meta.dirname, '../../../../shared/data')
const FILE = `${FOLDER}/online-retail/online-retail-2010-12_2011-01.csv`

interface Line {
  InvoiceNo: string
  Quantity: string
  InvoiceDate: string
  UnitPrice: string
  CustomerID: string
}

/** Invoices of the wholesaler with a customer and every line a sale at a price. */
async function validInvoices(): Promise<Sale[]> {
  const invoices = new Map<string, { sale: Sale; micro: bigint }>()
  for await (const line of createReadStream(FILE).pipe(parse({ columns: true })) as AsyncIterable<Line>) {
    const price = parseMoney(line.UnitPrice) ?? 0n
    if (!line.CustomerID || line.InvoiceNo.startsWith('C') || Number(line.Quantity) <= 0 || price <= 0n) continue
    const date = parseDateTime(line.InvoiceDate, { zone: 'Asia/Shanghai', format: 'month-first' })
    if ('error' in date) throw new Error(`${line.InvoiceNo}: ${date.error}`)
    const sale = { customer: line.CustomerID, at: date.instant.toISOString(), revenue: '' }
    const invoice = invoices.get(line.InvoiceNo) ?? { sale, micro: 0n }
    invoices.set(line.InvoiceNo, { ...invoice, micro: invoice.micro + multiplyMicro(price, line.Quantity) })
  }
  return [...invoices.values()].map(({ sale, micro }) => ({ ...sale, revenue: formatDecimal(micro, 'GBP') }))
}

test('the best fifth of the wholesaler’s customers bring 68.26 %', {
  skip: !existsSync(FILE) && 'skipped: no shared data',
}, async () => {
  const { house } = await openInsightHouse()
  const sales = await validInvoices()
  const ids = await addCustomers(house.database.owner, [...new Set(sales.map((sale) => sale.customer))])
  await addSales(house.database.owner, ids, sales)
  const analysis = await house.asSystem('test', (ctx) => analyse(ctx, { asOf: '2011-01-31' }))
  assert.equal(analysis.customers, 1302)
  assert.equal(analysis.orders, 2387)
  assert.deepEqual(analysis.revenue, { GBP: '1142158.93' })
  assert.equal(analysis.topFifthCustomers, 260)
  assert.equal((Number(analysis.topFifthShare) * 100).toFixed(2), '68.26')
  const { key, worthWinning, dispensable } = analysis.classes
  assert.ok(key > 0 && worthWinning > 0 && dispensable > 0, JSON.stringify(analysis.classes))
})
