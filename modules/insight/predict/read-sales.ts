import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { readSetting } from '#core/settings.ts'
import { addDays, startOfDay } from '#core/words/dates.ts'
import { FIRST_DAY } from '../compute/day-number.ts'
import type { SalesLines } from '../compute/sales-lines.ts'
import { lineList } from './line-list.ts'

/** All that was sold up to a day as numbers, and what the numbers stand for. */
export interface Sales {
  lines: SalesLines
  /** The first `present` are somebody, not archived, and not joined to another record. */
  customerIds: string[]
  present: number
  /** Of each of those: place of their units in `units`. */
  sets: Int32Array
  units: number[][]
  /** '' for lines without a category. */
  categories: string[]
  productIds: string[]
  currency: string
}

const NAME = 'insight.sales'
const ROWS = 5000

interface Row {
  customer_id: string
  product_id: string | null
  category: string | null
  is_anonymous: boolean
  order_hash: number
  day: number
  quantity: number
  revenue: number
  is_priced: boolean
}

/** Reads every line of orders that count, up to the end of `asOf`, in one pass over the tables as they lie. */
export function readSales(house: House, asOf: string, signal: AbortSignal): Promise<Sales> {
  return house.asSystem(NAME, async (ctx) => {
    const customers = await numberCustomers(ctx)
    const numbers = new Map(customers.ids.map((id, at) => [id, at]))
    const [categories, products] = [numbered(), numbered()]
    const list = lineList(await countLines(ctx))
    await openCursor(ctx, asOf)
    for (;;) {
      signal.throwIfAborted()
      const { rows } = await sql<Row>`fetch forward ${sql.lit(ROWS)} from insight_lines`.execute(ctx.db)
      for (const row of rows) {
        const [at, columns] = [list.next(), list.columns()]
        columns.customer[at] = row.is_anonymous ? -1 : placeOf(numbers, customers.ids, row.customer_id)
        columns.order[at] = row.order_hash
        columns.category[at] = categories.of(row.category ?? '')
        columns.product[at] = row.product_id === null ? -1 : products.of(row.product_id)
        columns.day[at] = row.day
        columns.quantity[at] = row.quantity
        columns.revenue[at] = row.revenue
        columns.isPriced[at] = row.is_priced ? 1 : 0
      }
      if (rows.length < ROWS) break
    }
    await sql`close insight_lines`.execute(ctx.db)
    const { rows } = await sql<{ currency: string }>`select currency from facts.company_currency`.execute(ctx.db)
    return {
      lines: list.done(),
      customerIds: customers.ids,
      present: customers.sets.length,
      sets: customers.sets,
      units: customers.units,
      categories: categories.names,
      productIds: products.names,
      currency: rows[0]?.currency ?? 'CNY',
    }
  })
}

function numbered() {
  const places = new Map<string, number>()
  const names: string[] = []
  return { names, of: (name: string) => placeOf(places, names, name) }
}

function placeOf(places: Map<string, number>, names: string[], name: string): number {
  const known = places.get(name)
  if (known !== undefined) return known
  places.set(name, names.length)
  return names.push(name) - 1
}

async function numberCustomers(ctx: Context): Promise<{ ids: string[]; sets: Int32Array; units: number[][] }> {
  const { rows } = await sql<{ id: string; units: number[] }>`
    select customer_id as id, unit_ids as units from facts.customers
    where stage <> 'anonymous' and archived_at is null and merged_into is null order by customer_id`.execute(ctx.db)
  const sets = numbered()
  return {
    ids: rows.map(({ id }) => id),
    sets: Int32Array.from(rows, ({ units }) => sets.of(units.join(','))),
    units: sets.names.map((name) => (name === '' ? [] : name.split(',').map(Number))),
  }
}

async function countLines(ctx: Context): Promise<number> {
  const { rows } = await sql<{ lines: number }>`select count(*)::int as lines from facts.order_lines`.execute(ctx.db)
  return rows[0]?.lines ?? 0
}

async function openCursor(ctx: Context, asOf: string): Promise<void> {
  const zone = await readSetting(ctx, timeZone)
  await sql`set local work_mem = '64MB'`.execute(ctx.db)
  // All rows are fetched: a plan that is quick for the first of them is many times slower for all.
  await sql`set local cursor_tuple_fraction = 1`.execute(ctx.db)
  await sql`
    declare insight_lines no scroll cursor for
    select l.customer_id, l.product_id, l.category_path as category, o.is_anonymous, uuid_hash(order_id) as order_hash,
      (o.ordered_at at time zone ${zone})::date - ${FIRST_DAY}::date as day, l.quantity::float8 as quantity,
      coalesce(l.revenue_micro * r.rate, 0)::float8 as revenue, o.kind = 'sale' and l.unit_price > 0 as is_priced
    from facts.order_lines l join facts.orders o using (customer_id, order_id)
    left join facts.currency_rates r using (currency)
    where o.counts and l.quantity <> 0 and o.ordered_at < ${startOfDay(addDays(asOf, 1), zone)}`.execute(ctx.db)
}
