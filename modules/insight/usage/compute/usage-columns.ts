import type { UsageRow } from './customer-usage.ts'

export const USAGES = ['light', 'medium', 'heavy'] as const
export const LOYALTIES = ['unknown', 'store_brand', 'brand_loyal', 'switching'] as const
export type Loyalty = (typeof LOYALTIES)[number]

/** A row a customer and path in every column; the rows of a customer stand together. */
export interface UsageColumns {
  customer: Int32Array
  path: Int32Array
  /** In thousandths; what came back taken off; above 0. */
  quantity: Float64Array
  /** Orders × brands. `branded`: those whose brand is known. */
  purchases: Int32Array
  branded: Int32Array
  /** In millionths. */
  revenue: Float64Array
  /** Number of the brand; −1: none known. */
  topBrand: Int32Array
  /** Shares of `branded` in ten thousandths; −1 without. */
  topShare: Int32Array
  storeShare: Int32Array
  /** Place in LOYALTIES, and in USAGES. */
  loyalty: Uint8Array
  usage: Uint8Array
}

/** Columns that grow row by row; `usage` is left at 0. */
export function collectUsage(): { add(customer: number, row: UsageRow): void; columns(): UsageColumns } {
  let columns = empty(4096)
  let size = 0
  return {
    add: (customer, row) => {
      if (size === columns.customer.length) columns = resized(columns, size * 2)
      columns.customer[size] = customer
      columns.path[size] = row.path
      columns.quantity[size] = row.quantity
      columns.purchases[size] = row.purchases
      columns.branded[size] = row.branded
      columns.revenue[size] = row.revenue
      columns.topBrand[size] = row.topBrand
      columns.topShare[size] = row.topShare
      columns.storeShare[size] = row.storeShare
      columns.loyalty[size] = LOYALTIES.indexOf(row.loyalty)
      size++
    },
    columns: () => resized(columns, size),
  }
}

const empty = (size: number): UsageColumns => ({
  customer: new Int32Array(size),
  path: new Int32Array(size),
  quantity: new Float64Array(size),
  purchases: new Int32Array(size),
  branded: new Int32Array(size),
  revenue: new Float64Array(size),
  topBrand: new Int32Array(size),
  topShare: new Int32Array(size),
  storeShare: new Int32Array(size),
  loyalty: new Uint8Array(size),
  usage: new Uint8Array(size),
})

function resized(columns: UsageColumns, size: number): UsageColumns {
  const out = empty(size)
  for (const name of Object.keys(out) as (keyof UsageColumns)[]) out[name].set(columns[name].subarray(0, size))
  return out
}
