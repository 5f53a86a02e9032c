import type pg from 'pg'
import { uuid7 } from '#core/words/uuid7.ts'

export interface TestProduct {
  sku: string
  category?: string
  supplier?: string
  stock?: number | null
}

export interface ProductSale {
  sku: string
  at: string
  quantity: number
  kind?: 'sale' | 'return'
  status?: string
  /** Of the whole order, taken back later. */
  takenBack?: boolean
}

/** Writes products as their import would have left them; returns their ids by SKU. */
export async function addProducts(owner: pg.Pool, products: TestProduct[]): Promise<Map<string, string>> {
  const ids = new Map(products.map(({ sku }) => [sku, uuid7()]))
  await owner.query(
    `insert into catalogue.products (product_id, sku, name, category_path, supplier, stock, source)
     select id, sku, 'Product ' || sku, category, supplier, stock, 'test'
     from jsonb_to_recordset($1::jsonb) as t (id uuid, sku text, category text, supplier text, stock numeric)`,
    [JSON.stringify(products.map((product) => ({ ...product, id: ids.get(product.sku) })))],
  )
  return ids
}

/** Writes orders of one line at a price of 1 for one customer. */
export async function addProductSales(owner: pg.Pool, customerId: string, sales: ProductSale[]): Promise<void> {
  const rows = sales.map((sale) => ({ ...sale, id: uuid7() }))
  await owner.query(
    `with given as (
       select t.*, coalesce(t.kind, 'sale') as sort, t.quantity * 1000000 as micro, p.product_id, p.category_path
       from jsonb_to_recordset($2::jsonb) as t (id uuid, sku text, at timestamptz, quantity numeric, kind text, status text, "takenBack" boolean)
       join catalogue.products p using (sku)
     ), put as (
       insert into orders.orders (customer_id, order_id, order_number, source, ordered_at, status, kind, currency, goods_micro,
         revenue_micro, lines_count, taken_back_micro)
       select $1, id, id::text, 'test', at, coalesce(status, 'completed'), sort, 'CNY', micro, micro, 1,
         case when "takenBack" then micro else 0 end from given returning customer_id
     )
     insert into orders.lines (customer_id, order_id, line_no, product_id, sku, category_path, quantity, unit_price, revenue_micro, content_hash)
     select $1, id, 1, product_id, sku, category_path, quantity, 1, micro, 1 from given where (select count(*) from put) >= 0`,
    [customerId, JSON.stringify(rows)],
  )
}
