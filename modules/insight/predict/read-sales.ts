import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { type CopiedRow, copyRows } from '#core/database/copy-rows.ts'
import { closeConnectionAfter } from '#core/database/transaction.ts'
import type { House } from '#core/house.ts'
import { readSetting } from '#core/settings.ts'
import { addDays, startOfDay } from '#core/words/dates.ts'
import { FIRST_DAY } from '../compute/day-number.ts'
import type { SalesLines } from '../compute/sales-lines.ts'
import { lineList } from './line-list.ts'

/** All that was sold up to a day as numbers, and what the numbers stand for. */
export interface Sales {
  lines: SalesLines
  /** Ids as keys, see `uuids`. The first `present` are somebody, not archived, and not joined to another record. */
  customerKeys: string[]
  present: number
  /** Of each of those: place of their units in `units`. */
  sets: Int32Array
  units: number[][]
  /** '' for lines without a category. */
  categories: string[]
  productIds: string[]
  productKeys: string[]
  brands: string[]
  currency: string
}

const NAME = 'insight.sales'

/** Reads every line of orders that count, up to the end of `asOf`, in one pass over the tables as they lie. */
export function readSales(house: House, asOf: string, signal: AbortSignal): Promise<Sales> {
  return house.asSystem(NAME, async (ctx) => {
    closeConnectionAfter(ctx)
    const { customers, sets, units } = await numberCustomers(ctx)
    const present = customers.size()
    const [categories, products, brands] = [numbered(), numbered(), numbered()]
    const list = lineList(await countLines(ctx))
    await copyLines(ctx, asOf, (row) => {
      signal.throwIfAborted()
      const [at, columns] = [list.next(), list.columns()]
      columns.customer[at] = row.bool(3) ? -1 : customers.of(row.key(0))
      columns.product[at] = row.isNull(1) ? -1 : products.of(row.key(1), () => row.uuid(1))
      columns.category[at] = categories.of(row.key(2), () => row.text(2))
      columns.order[at] = row.int4(4)
      columns.day[at] = row.int4(5)
      columns.quantity[at] = row.float8(6)
      columns.revenue[at] = row.float8(7)
      columns.isSale[at] = Number(row.bool(8))
      columns.isPriced[at] = Number(row.bool(9))
      columns.isUndone[at] = Number(row.bool(11))
      columns.brand[at] = row.isNull(10) ? -1 : brands.of(row.key(10), () => row.text(10))
    })
    const { rows } = await sql<{ currency: string }>`select currency from facts.company_currency`.execute(ctx.db)
    return {
      lines: list.done(),
      customerKeys: customers.keys(),
      present,
      sets,
      units,
      categories: categories.names,
      productIds: products.names,
      productKeys: products.keys(),
      brands: brands.names,
      currency: rows[0]?.currency ?? 'CNY',
    }
  })
}

/** Numbers things in order of appearance; `name` is asked for what is new, where names are wanted. Neighbours are often the same. */
function numbered() {
  const places = new Map<string, number>()
  const names: string[] = []
  let [lastKey, last] = ['', -1]
  const placeOf = (key: string, name?: () => string): number => {
    const known = places.get(key)
    if (known !== undefined) return known
    if (name) names.push(name())
    places.set(key, places.size)
    return places.size - 1
  }
  const of = (key: string, name?: () => string): number => {
    if (key !== lastKey || last < 0) [lastKey, last] = [key, placeOf(key, name)]
    return last
  }
  return { names, of, keys: () => [...places.keys()], size: () => places.size }
}

async function numberCustomers(ctx: Context) {
  const [customers, sets] = [numbered(), numbered()]
  const places: number[] = []
  const query = sql`
    select customer_id, array_to_string(unit_ids, ',') from facts.customers
    where stage <> 'anonymous' and archived_at is null and merged_into is null order by customer_id`
  await copyRows(ctx, query, (row) => {
    customers.of(row.key(0))
    places.push(sets.of(row.key(1), () => row.text(1)))
  })
  const units = sets.names.map((name) => (name === '' ? [] : name.split(',').map(Number)))
  return { customers, sets: Int32Array.from(places), units }
}

async function countLines(ctx: Context): Promise<number> {
  const { rows } = await sql<{ lines: number }>`select count(*)::int as lines from facts.order_lines`.execute(ctx.db)
  return rows[0]?.lines ?? 0
}

async function copyLines(ctx: Context, asOf: string, take: (row: CopiedRow) => void): Promise<void> {
  const zone = await readSetting(ctx, timeZone)
  const end = sql`${sql.lit(startOfDay(addDays(asOf, 1), zone).toISOString())}::timestamptz`
  await sql`set local work_mem = '64MB'`.execute(ctx.db)
  // Whose goods came back after that day: what of theirs was taken back by then is not told apart, see score/bought.ts.
  const query = sql`
    with late as (
      select distinct customer_id from facts.orders where counts and kind = 'return' and ordered_at >= ${end}
    )
    select l.customer_id, l.product_id, coalesce(l.category_path, ''), o.is_anonymous, uuid_hash(order_id),
      (o.ordered_at at time zone ${sql.lit(zone)})::date - ${sql.lit(FIRST_DAY)}::date, l.quantity::float8,
      coalesce(case when r.rate = 1 then l.revenue_micro::float8 else (l.revenue_micro * r.rate)::float8 end, 0), o.kind = 'sale', o.kind = 'sale' and l.unit_price > 0,
      nullif(btrim(l.brand), ''),
      o.kind = 'sale' and o.revenue_micro > 0 and o.taken_back_micro >= o.revenue_micro
        and o.customer_id not in (select customer_id from late)
    from facts.order_lines l join facts.orders o using (customer_id, order_id)
    left join facts.currency_rates r using (currency)
    where o.counts and l.quantity <> 0 and o.ordered_at < ${end}`
  await copyRows(ctx, query, take)
}
