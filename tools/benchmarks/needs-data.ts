import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { liveLife } from '../../apps/simulate/life.ts'
import { makeShop } from '../../apps/simulate/shop.ts'
import { readSimulateOptions } from '../../apps/simulate/simulate-options.ts'
import { daysBetween } from '../../core/words/dates.ts'
import { collectRows } from '../../modules/insight/needs/compute/collect-rows.ts'
import type { PurchaseRows } from '../../modules/insight/needs/compute/purchase-rows.ts'

const SHARED = process.env['RAPPORT_SHARED_DATA'] ?? join(import.meta.dirname, '../../../shared/data')

/** Days since 1970-01-01. */
export const dayNumber = (day: string): number => daysBetween('1970-01-01', day)

/** A log of one category: the grocer's, or that of CDNOW; null where the shared data are absent. */
export function readLog(name: 'grocery-log-even.csv' | 'CDNOW_sample.txt'): PurchaseRows | null {
  const file = join(SHARED, 'clv', name)
  if (!existsSync(file)) return null
  const rows = collectRows()
  const customers = new Map<string, number>()
  for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
    const cells = line.trim().split(name.endsWith('csv') ? ',' : /\s+/)
    if (cells[0]?.includes('cust')) continue
    const [ref, day, quantity] = name.endsWith('csv')
      ? [cells[0], cells[1], '1']
      : [cells[1], cells[2]?.replace(/^(....)(..)(..)$/, '$1-$2-$3'), cells[3]]
    const customer = customers.get(ref as string) ?? customers.size
    customers.set(ref as string, customer)
    rows.add(customer, 0, -1, dayNumber(day as string), Number(quantity), 0)
  }
  return rows.rows({ customers: customers.size, categories: 1, products: 0 })
}

export interface MadeShop {
  rows: PurchaseRows
  categories: string[]
  /** True days one pack lasts: customer × category. */
  daysPerPack: Map<string, number>
}

/** The made-up shop: three years of lives, with what is true of their needs. */
export function makeLives(customers: number, seed = 1): MadeShop {
  const shop = makeShop(readSimulateOptions({ customers, from: '2023-01-01', to: '2025-12-31', seed }))
  const rows = collectRows()
  const products = new Map<string, number>()
  const daysPerPack = new Map<string, number>()
  for (let customer = 0; customer < customers; customer++) {
    const { orders, buyer } = liveLife(shop, customer, false)
    for (const need of buyer.needs) daysPerPack.set(`${customer} ${need.category}`, need.daysPerPack)
    for (const order of orders) {
      if (order.status === 'cancelled') continue
      for (const { product, quantity } of order.lines) {
        const place = products.get(product.sku) ?? products.size
        products.set(product.sku, place)
        // The shop's clock is that of China.
        rows.add(customer, product.categoryIndex, place, Math.floor(order.second / 86_400), quantity, 0)
      }
    }
  }
  return {
    rows: rows.rows({ customers, categories: shop.categories.length, products: products.size }),
    categories: shop.categories.map((category) => category.plan.code),
    daysPerPack,
  }
}
