import { liveLife } from '../../apps/simulate/life.ts'
import { makeShop } from '../../apps/simulate/shop.ts'
import { readSimulateOptions } from '../../apps/simulate/simulate-options.ts'

const FROM = '2023-01-02'
const TO = '2025-12-28'
const WEEK = 7 * 86_400
const MONDAY = Date.parse(FROM) / 1000

export interface SimulatedDemand {
  firstWeek: string
  weeks: number
  products: { path: string; values: Float64Array }[]
}

/** Pieces sold a week of every product of a made-up shop, over three years in memory; cancelled orders and returns left out. */
export function simulatedDemand(customers: number): SimulatedDemand {
  const shop = makeShop(readSimulateOptions({ customers, from: FROM, to: TO, seed: 1 }))
  const weeks = 156
  const products = new Map<string, { path: string; values: Float64Array }>()
  for (let index = 0; index < customers; index++) {
    const { orders, anonymous } = liveLife(shop, index, false)
    for (const order of [...orders, ...anonymous]) {
      // Called off: cancelled, or a mistake with its credit note minutes later.
      if (order.status === 'cancelled' || order.kind !== 'sale' || order.reason === 'called-off') continue
      const week = Math.floor((order.second - MONDAY) / WEEK)
      for (const { product, quantity } of order.lines) {
        if (quantity <= 0 || week < 0 || week >= weeks) continue
        const entry = products.get(product.sku) ?? { path: product.category, values: new Float64Array(weeks) }
        entry.values[week] = (entry.values[week] as number) + quantity
        products.set(product.sku, entry)
      }
    }
  }
  return { firstWeek: FROM, weeks, products: [...products.values()] }
}
