import { setImmediate } from 'node:timers/promises'
import type { CustomerRow, InteractionRow, OrderRow, ProductRow } from './csv-columns.ts'
import { type Life, liveLife } from './life.ts'
import * as rows from './life-rows.ts'
import { makeShop, type Shop } from './shop.ts'
import { readSimulateOptions, type SimulateOptions } from './simulate-options.ts'

async function* lives(shop: Shop, withInteractions: boolean): AsyncGenerator<Life> {
  for (let index = 0; index < shop.plan.customers; index++) {
    // A server in the same process must stay able to answer.
    if (index % 128 === 127) await setImmediate()
    yield liveLife(shop, index, withInteractions)
  }
}

/** Rows of `customers.csv` without the file; every table's rows equal those that `simulate` writes. */
export async function* simulateCustomers(options: SimulateOptions): AsyncGenerator<CustomerRow> {
  for await (const life of lives(makeShop(readSimulateOptions(options)), false)) yield* rows.customerRows(life)
}

/** Rows of `products.csv` without the file. */
export async function* simulateProducts(options: SimulateOptions): AsyncGenerator<ProductRow> {
  for (const category of makeShop(readSimulateOptions(options)).categories) {
    for (const product of category.brands.flat()) yield rows.productRow(product)
  }
}

/** Rows of `orders.csv` (one per order line, customer after customer) without the file. */
export async function* simulateOrders(options: SimulateOptions): AsyncGenerator<OrderRow> {
  for await (const life of lives(makeShop(readSimulateOptions(options)), false)) {
    for (const order of life.orders) yield* rows.orderRows(life, order)
    for (const order of life.anonymous) yield* rows.orderRows(life, order)
  }
}

/** Rows of `interactions.csv` without the file. */
export async function* simulateInteractions(options: SimulateOptions): AsyncGenerator<InteractionRow> {
  for await (const life of lives(makeShop(readSimulateOptions(options)), true)) yield* rows.interactionRows(life)
}
