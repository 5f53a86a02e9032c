import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { BasketList } from './compute/basket-list.ts'
import type { ShopBaskets } from './compute/shop-baskets.ts'

export interface ReadShop {
  shop: ShopBaskets
  /** Ids by number. */
  customerIds: string[]
  products: ShopProduct[]
}

export interface ShopProduct {
  productId: string
  category: string | null
  /** May be offered: a full record, and not known to be out of stock. */
  mayOffer: boolean
  /** Price less cost in the company's currency, in millionths; null: not known. */
  marginMicro: number | null
}

export interface Window {
  /** First and last day, in the company's time zone. */
  from: string
  to: string
  zone: string
}

const ROWS = 5000

/**
 * The orders of a time as baskets: sales that count, lines with a product, a price and a quantity. Read by a cursor in the
 * order of customers, as numbers, so that millions of lines are a few arrays.
 */
export async function readShop(ctx: Context, window: Window): Promise<ReadShop> {
  const products = await numberProducts(ctx)
  await openCursor(ctx, window)
  const baskets = new BasketList()
  const customerIds: string[] = []
  for (;;) {
    const { rows } = await sql<Row>`fetch forward ${sql.lit(ROWS)} from insight_baskets`.execute(ctx.db)
    for (const { customer_id: customer, is_anonymous: isAnonymous, day, items } of rows) {
      if (!isAnonymous && customerIds.at(-1) !== customer) customerIds.push(customer)
      baskets.add(isAnonymous ? -1 : customerIds.length - 1, day, items)
    }
    if (rows.length < ROWS) break
  }
  await sql`close insight_baskets`.execute(ctx.db)
  return {
    shop: { ...baskets.done(), itemCount: products.length, customerCount: customerIds.length },
    customerIds,
    products,
  }
}

interface Row {
  customer_id: string
  is_anonymous: boolean
  day: number
  /** Numbers of products, parted by blanks. */
  items: string
}

/** Products by number, which stands in a table of this transaction too. */
async function numberProducts(ctx: Context): Promise<ShopProduct[]> {
  await sql`drop table if exists pg_temp.insight_items`.execute(ctx.db)
  await sql`
    create temp table insight_items on commit drop as
    select product_id, (row_number() over (order by product_id) - 1)::int as number from facts.products`.execute(ctx.db)
  await sql`analyze insight_items`.execute(ctx.db)
  const { rows } = await sql<ShopProduct & { isFull: boolean }>`
    select p.product_id as "productId", p.category_path as category, not p.provisional as "isFull",
      coalesce(p.stock > 0, true) as "mayOffer",
      ((p.price_micro - p.unit_cost_micro) * r.rate)::float8 as "marginMicro"
    from insight_items i join facts.products p using (product_id)
    left join facts.currency_rates r on r.currency = p.currency
    order by i.number`.execute(ctx.db)
  // Where no file of products was ever brought, products are known from orders only, and all there is may be offered.
  const hasCatalogue = rows.some((row) => row.isFull)
  return rows.map(({ isFull, mayOffer, ...product }) => ({
    ...product,
    mayOffer: mayOffer && (isFull || !hasCatalogue),
  }))
}

async function openCursor(ctx: Context, { from, to, zone }: Window): Promise<void> {
  await sql`set local work_mem = '64MB'`.execute(ctx.db)
  // All rows are fetched: a plan that is quick for the first of them is many times slower for all.
  await sql`set local cursor_tuple_fraction = 1`.execute(ctx.db)
  const moment = (day: string, after: number) => sql`(${day}::date + ${sql.lit(after)})::timestamp at time zone ${zone}`
  await sql`
    declare insight_baskets no scroll cursor for
    select o.customer_id, o.is_anonymous, (o.ordered_at at time zone ${zone})::date - date '2000-01-01' as day,
      string_agg(i.number::text, ' ') as items
    from facts.orders o
    join facts.order_lines l using (customer_id, order_id)
    join insight_items i using (product_id)
    where o.counts and o.kind = 'sale' and o.ordered_at >= ${moment(from, 0)} and o.ordered_at < ${moment(to, 1)}
      and l.quantity > 0 and l.unit_price > 0
    group by o.customer_id, o.order_id, o.is_anonymous, o.ordered_at
    order by o.customer_id`.execute(ctx.db)
}
