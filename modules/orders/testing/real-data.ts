import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { ImportRow } from '#core/files/import-batch.ts'
import type { OrderLineRow } from '../import/order-line-row.ts'

/** Where the real data for tests stands; the folder beside the project unless RAPPORT_SHARED_DATA names another. */
const FOLDER = process.env.RAPPORT_SHARED_DATA ?? join(import.meta.dirname, '../../../../shared/data')

/** Pass as test option: a reason to skip, or false. */
export const withoutSharedData = existsSync(FOLDER) ? false : 'skipped: no shared data'

function readCsv(file: string): Record<string, string>[] {
  return parse(readFileSync(join(FOLDER, file)), { columns: true, bom: true })
}

/** The UCI layout: month first, in London's winter; an invoice C… takes back. */
export function onlineRetail(): ImportRow<OrderLineRow>[] {
  return readCsv('online-retail/online-retail-2010-12_2011-01.csv').map((row, index) => {
    const [, month = '', day = '', year = '', hour = '', minute = ''] =
      /^(\d+)\/(\d+)\/(\d+) (\d+):(\d+)$/.exec(row.InvoiceDate ?? '') ?? []
    const orderNumber = row.InvoiceNo ?? ''
    return {
      line: index + 2,
      value: {
        orderNumber,
        orderedAt: new Date(Date.UTC(+year, +month - 1, +day, +hour, +minute)),
        status: orderNumber.startsWith('C') ? 'returned' : 'completed',
        customerRef: row.CustomerID || null,
        country: row.Country ?? null,
        sku: row.StockCode ?? null,
        productName: row.Description || null,
        quantity: row.Quantity ?? '',
        unitPrice: row.UnitPrice ?? '',
        currency: 'GBP',
      },
    }
  })
}

const STATUS: Record<string, OrderLineRow['status']> = {
  canceled: 'cancelled',
  delivered: 'delivered',
  shipped: 'shipped',
  invoiced: 'paid',
  processing: 'paid',
}

/** Orders of Brazilian shops, with delivery times. */
export function olist(): ImportRow<OrderLineRow>[] {
  const time = (text: string | undefined) => (text ? new Date(`${text.replace(' ', 'T')}-03:00`) : null)
  return readCsv('olist/orders.csv').map((row, index) => ({
    line: index + 2,
    value: {
      orderNumber: row.order_number ?? '',
      orderedAt: time(row.ordered_at) ?? new Date(0),
      status: STATUS[row.status ?? ''] ?? null,
      statusGiven: row.status ?? null,
      customerRef: row.customer_ref ?? null,
      country: row.country ?? null,
      region: row.region ?? null,
      city: row.city ?? null,
      postcode: row.postcode ?? null,
      sku: row.sku ?? null,
      category: row.category ?? null,
      quantity: row.quantity ?? '',
      unitPrice: row.unit_price ?? '',
      freightMicro: BigInt(Math.round(Number(row.freight) * 100)) * 10_000n,
      currency: row.currency ?? '',
      approvedAt: time(row.approved_at),
      shippedAt: time(row.shipped_at),
      deliveredAt: time(row.delivered_at),
      promisedAt: time(row.promised_at),
    },
  }))
}

/** Cuts rows into batches such as an importer makes: orders stay whole. */
export function batches<T extends { orderNumber: string }>(
  rows: readonly ImportRow<T>[],
  size: number,
): ImportRow<T>[][] {
  const orders = Map.groupBy(rows, (row) => row.value.orderNumber)
  const made: ImportRow<T>[][] = [[]]
  for (const lines of orders.values()) {
    const last = made.at(-1)
    if (last && last.length < size) last.push(...lines)
    else made.push([...lines])
  }
  return made
}
