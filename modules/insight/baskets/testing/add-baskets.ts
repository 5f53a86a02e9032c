import type pg from 'pg'
import { uuid7 } from '#core/words/uuid7.ts'

export interface MadeProduct {
  sku: string
  category?: string
  price?: number
  cost?: number
  stock?: number | null
  provisional?: boolean
}

export interface MadeBasket {
  customer: string
  at: string
  skus: string[]
  kind?: 'sale' | 'return'
  status?: string
  anonymous?: boolean
  unit?: number
}

/** Writes products by their SKU as the database's owner; returns their ids. */
export async function addProducts(owner: pg.Pool, products: MadeProduct[]): Promise<Map<string, string>> {
  const rows = products.map((product) => ({ ...product, id: uuid7() }))
  await owner.query(
    `insert into catalogue.products (product_id, sku, name, category_path, price_micro, unit_cost_micro, currency, stock, provisional, source)
     select id, sku, 'Product ' || sku, category, price * 1000000, cost * 1000000, 'GBP', stock, coalesce(provisional, false), 'test'
     from jsonb_to_recordset($1::jsonb) as t (id uuid, sku text, category text, price numeric, cost numeric, stock numeric, provisional boolean)`,
    [JSON.stringify(rows)],
  )
  return new Map(rows.map(({ sku, id }) => [sku, id]))
}

/** Writes orders with a line of one piece at 10 for each SKU, as an import would have left them. */
export async function addBaskets(
  owner: pg.Pool,
  ids: { customers: Map<string, string>; products: Map<string, string> },
  baskets: MadeBasket[],
): Promise<void> {
  const rows = baskets.map(({ customer, skus, ...basket }) => ({
    ...basket,
    customer: ids.customers.get(customer),
    order: uuid7(),
    products: skus.map((sku) => ids.products.get(sku)),
  }))
  await owner.query(
    `with given as (
       select * from jsonb_to_recordset($1::jsonb) as t (customer uuid, "order" uuid, at timestamptz, kind text, status text, anonymous boolean,
         unit int, products uuid[])
     ), put as (
       insert into orders.orders (customer_id, order_id, order_number, source, ordered_at, status, kind, currency, revenue_micro, unit_id,
         is_anonymous, lines_count)
       select customer, "order", "order"::text, 'test', at, coalesce(status, 'completed'), coalesce(kind, 'sale'), 'GBP',
         10000000 * cardinality(products), coalesce(unit, 1), coalesce(anonymous, false), cardinality(products)
       from given returning customer_id
     )
     insert into orders.lines (customer_id, order_id, line_no, unit_id, product_id, sku, category_path, quantity, unit_price, revenue_micro, content_hash)
     select g.customer, g."order", n.place, coalesce(g.unit, 1), p.product_id, p.sku, p.category_path,
       case when g.kind = 'return' then -1 else 1 end, 10, 10000000, n.place
     from given g cross join lateral unnest(g.products) with ordinality n (product_id, place)
     join catalogue.products p on p.product_id = n.product_id
     where (select count(*) from put) >= 0`,
    [JSON.stringify(rows)],
  )
  await owner.query(`insert into orders.currencies (currency, orders) values ('GBP', 1) on conflict do nothing`)
}
