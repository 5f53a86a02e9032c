import type pg from 'pg'
import { uuid7 } from '#core/words/uuid7.ts'

export interface OrderLine {
  category: string | null
  brand: string | null
  /** Below nothing: given back. */
  quantity: number
  /** Whole units of money. */
  revenue: number
}

export interface PlainOrder {
  customerId: string
  /** ISO moment. */
  at: string
  kind: 'sale' | 'return'
  lines: OrderLine[]
  cancelled?: boolean
  anonymous?: boolean
  currency?: string
  unit?: number
}

/** Writes orders with their lines as the database's owner, as an import would have left them. */
export async function addOrders(owner: pg.Pool, orders: readonly PlainOrder[]): Promise<void> {
  const rows = orders.map((order) => ({ ...order, order: uuid7() }))
  await owner.query(
    `insert into orders.orders (customer_id, order_id, order_number, source, ordered_at, status, kind, currency, is_anonymous,
       unit_id, revenue_micro)
     select "customerId", "order", "order"::text, 'test', at, case when cancelled then 'cancelled' else 'completed' end, kind,
       coalesce(currency, 'CNY'), coalesce(anonymous, false), coalesce(unit, 1), revenue * 1000000
     from jsonb_to_recordset($1) as t ("customerId" uuid, "order" uuid, at timestamptz, cancelled boolean, kind text, currency text,
       anonymous boolean, unit int, revenue numeric)`,
    [JSON.stringify(rows.map((row) => ({ ...row, revenue: row.lines.reduce((sum, one) => sum + one.revenue, 0) })))],
  )
  const lines = rows.flatMap(({ customerId, order, unit, lines }) =>
    lines.map((line, index) => ({ ...line, customerId, order, unit, no: index + 1 })),
  )
  await owner.query(
    `insert into orders.lines (customer_id, order_id, line_no, unit_id, category_path, brand, quantity, unit_price, revenue_micro,
       content_hash)
     select "customerId", "order", no, coalesce(unit, 1), category, brand, quantity, 1, revenue * 1000000, 1
     from jsonb_to_recordset($1) as t ("customerId" uuid, "order" uuid, no int, unit int, category text, brand text,
       quantity numeric, revenue numeric)`,
    [JSON.stringify(lines)],
  )
  await owner.query(
    `insert into orders.currencies (currency, orders) select currency, count(*) from orders.orders group by 1
     on conflict (currency) do update set orders = excluded.orders`,
  )
}
