import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { House } from '#core/house.ts'
import { readSetting } from '#core/settings.ts'
import { addDays, daysBetween, startOfDay } from '#core/words/dates.ts'
import type { Prediction } from '../predict/step.ts'
import { collectRows } from './compute/collect-rows.ts'
import type { PurchaseRows } from './compute/purchase-rows.ts'

const NAME = 'insight.needs'
const BATCH = 1000
const STATEMENT_MS = 60_000
export const FIRST_DAY = '1970-01-01'

/** All purchases as numbers, and what the numbers stand for. */
export interface Purchases {
  rows: PurchaseRows
  customerIds: string[]
  /** Of each customer: its place in `units`. */
  sets: number[]
  units: number[][]
  /** '' for lines without a category. */
  categories: string[]
  productIds: string[]
  currency: string
}

interface Line {
  customerId: string
  productId: string | null
  category: string
  day: number
  quantity: number
  revenue: number
}

interface Customer {
  customerId: string
  unitIds: number[]
}

/**
 * Lines of orders that count up to the end of `asOf`, of customers who are somebody and not archived, batch by batch of
 * customers (each in a transaction of its own, the next being read while one is counted). Revenue in the company's
 * currency; nothing where it has no rate.
 */
export async function readPurchases(house: House, { asOf, signal }: Prediction): Promise<Purchases> {
  const lines = collectRows()
  const [categories, products, sets] = [numbered(), numbered(), numbered()]
  const [customerIds, setOf, units]: [string[], number[], number[][]] = [[], [], []]
  const { customers, currency } = await readCustomers(house)
  const batches = Array.from({ length: Math.ceil(customers.length / BATCH) }, (_, at) =>
    customers.slice(at * BATCH, (at + 1) * BATCH),
  )
  let next = readLines(house, asOf, batches[0])
  for (const [at, batch] of batches.entries()) {
    signal.throwIfAborted()
    const rows = await next
    next = readLines(house, asOf, batches[at + 1])
    // It is awaited in the next round; where there is none any more, its failure is nobody's.
    next.catch(() => {})
    const unitsOf = new Map(batch.map(({ customerId, unitIds }) => [customerId, unitIds]))
    const places = new Map<string, number>()
    for (const { customerId, category, productId, day, quantity, revenue } of rows) {
      let place = places.get(customerId)
      if (place === undefined) {
        const unitIds = unitsOf.get(customerId)
        if (!unitIds) continue
        place = customerIds.length
        places.set(customerId, place)
        customerIds.push(customerId)
        const set = sets.of(unitIds.join(','))
        units[set] = unitIds
        setOf.push(set)
      }
      const product = productId === null ? -1 : products.of(productId)
      lines.add(place, categories.of(category), product, day, quantity, revenue)
    }
  }
  const counts = { customers: customerIds.length, categories: categories.names.length, products: products.names.length }
  return {
    rows: lines.rows(counts),
    customerIds,
    sets: setOf,
    units,
    categories: categories.names,
    productIds: products.names,
    currency,
  }
}

function numbered() {
  const places = new Map<string, number>()
  const names: string[] = []
  return {
    names,
    of: (name: string) => {
      const known = places.get(name)
      if (known !== undefined) return known
      places.set(name, names.length)
      names.push(name)
      return names.length - 1
    },
  }
}

function readCustomers(house: House): Promise<{ customers: Customer[]; currency: string }> {
  return house.asSystem(
    NAME,
    async (ctx) => {
      const { rows: customers } = await sql<Customer>`
        select customer_id as "customerId", unit_ids as "unitIds" from facts.customers
        where stage <> 'anonymous' and archived_at is null and merged_into is null order by customer_id`.execute(ctx.db)
      const { rows } = await sql<{ currency: string }>`select currency from facts.company_currency`.execute(ctx.db)
      return { customers, currency: rows[0]?.currency ?? 'CNY' }
    },
    STATEMENT_MS,
  )
}

async function readLines(house: House, asOf: string, batch: readonly Customer[] | undefined): Promise<Line[]> {
  const [first, last] = [batch?.[0]?.customerId, batch?.at(-1)?.customerId]
  if (first === undefined || last === undefined) return []
  return house.asSystem(
    NAME,
    async (ctx) => {
      const zone = await readSetting(ctx, timeZone)
      const { rows } = await sql<Line>`
        select p.customer_id as "customerId", p.product_id as "productId", coalesce(p.category_path, '') as category,
          (p.ordered_at at time zone ${zone})::date - ${FIRST_DAY}::date as day, p.quantity::float8 as quantity,
          coalesce(p.revenue_micro * r.rate, 0)::float8 as revenue
        from facts.purchases p left join facts.currency_rates r using (currency)
        where p.customer_id between ${first} and ${last} and not p.is_anonymous and p.quantity <> 0
          and p.ordered_at < ${startOfDay(addDays(asOf, 1), zone)}`.execute(ctx.db)
      return rows
    },
    STATEMENT_MS,
  )
}

/** The number of a day, as the computation counts. */
export const dayNumber = (day: string): number => daysBetween(FIRST_DAY, day)
