import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { seededRandom } from '../../core/words/seeded-random.ts'
import { IntList } from '../../modules/insight/baskets/compute/int-list.ts'
import { numberBaskets } from '../../modules/insight/baskets/compute/number-baskets.ts'
import type { ShopBaskets } from '../../modules/insight/baskets/compute/shop-baskets.ts'

const FOLDER = process.env['RAPPORT_SHARED_DATA'] ?? join(import.meta.dirname, '../../../shared/data')
const DAY_MS = 86_400_000

export interface NamedBasket {
  buyer: string
  day: number
  items: string[]
}

/** Named baskets as a shop; those of a buyer come to stand together. */
export function shopOf(named: readonly NamedBasket[]): { shop: ShopBaskets; names: string[] } {
  const sorted = named.toSorted((a, b) => (a.buyer < b.buyer ? -1 : a.buyer > b.buyer ? 1 : a.day - b.day))
  const { baskets, names } = numberBaskets(sorted.map(({ items }) => items))
  const buyers = new Map<string, number>()
  for (const { buyer } of sorted) if (!buyers.has(buyer)) buyers.set(buyer, buyers.size)
  const shop = {
    ...baskets,
    days: Int32Array.from(sorted, ({ day }) => day),
    buyers: Int32Array.from(sorted, ({ buyer }) => buyers.get(buyer) ?? -1),
    customerCount: buyers.size,
  }
  return { shop, names }
}

/** The wholesaler's invoices with a customer; null where the data is not there. */
export function wholesaler(): ShopBaskets | null {
  const file = join(FOLDER, 'online-retail/online-retail-2010-12_2011-01.csv')
  if (!existsSync(file)) return null
  const invoices = new Map<string, NamedBasket>()
  for (const row of parse(readFileSync(file, 'utf8'), { columns: true, bom: true }) as Record<string, string>[]) {
    const { InvoiceNo: number = '', StockCode: item = '', CustomerID: buyer = '' } = row
    if (!buyer || number.startsWith('C') || Number(row['Quantity']) <= 0 || Number(row['UnitPrice']) <= 0) continue
    const day = Math.floor(Date.parse(`${row['InvoiceDate']} UTC`) / DAY_MS)
    const invoice = invoices.get(number) ?? { buyer, day, items: [] }
    invoice.items.push(item)
    invoices.set(number, invoice)
  }
  return shopOf([...invoices.values()]).shop
}

/** The baskets of the grocery; null where the data is not there. */
export function groceries(): string[][] | null {
  const file = join(FOLDER, 'basket/groceries.csv')
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter(Boolean).map((line) => line.split(',').map((item) => item.trim()))
}

const ITEMS = 2000
const DAYS = 720

/** A made shop of so many orders, ten a customer, 2.5 lines each: goods by popularity, and every good has one that goes with it. */
export function madeShop(orders: number): ShopBaskets {
  const random = seededRandom(9)
  const [starts, items, days, buyers] = [new IntList(), new IntList(), new IntList(), new IntList()]
  starts.push(0)
  const any = () => Math.floor(random() ** 3 * ITEMS)
  for (let order = 0; order < orders; order++) {
    const from = items.length
    const first = any()
    items.push(first)
    const more = Math.floor(random() * 4)
    for (let line = 0; line < more; line++)
      items.pushOnce(line === 0 && random() < 0.4 ? (first + 1) % ITEMS : any(), from)
    starts.push(items.length)
    days.push(Math.floor(random() * DAYS))
    buyers.push(Math.floor(order / 10))
  }
  return {
    starts: starts.done(),
    items: items.done(),
    itemCount: ITEMS,
    days: days.done(),
    buyers: buyers.done(),
    customerCount: Math.ceil(orders / 10),
  }
}
