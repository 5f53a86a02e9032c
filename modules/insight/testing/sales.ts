import type pg from 'pg'
import { uuid7 } from '#core/words/uuid7.ts'

export interface Sale {
  customer: string
  at: string
  /** Major units as decimal text. */
  revenue: string
  cost?: string | null
  /** How much of a sale was taken back by returns. */
  takenBack?: string
  kind?: 'sale' | 'return'
  status?: string
  currency?: string
  channel?: string | null
  unit?: number
  region?: string | null
  category?: string | null
  anonymous?: boolean
}

/** Writes customers (by a name of the test's own) as the database's owner; returns their ids. */
export async function addCustomers(
  owner: pg.Pool,
  names: string[],
  unitIds: number[] = [1],
): Promise<Map<string, string>> {
  const ids = new Map(names.map((name) => [name, uuid7()]))
  await owner.query(
    `insert into customers.customers (customer_id, name, name_sort, unit_ids)
     select id, name, name, $3 from unnest($1::uuid[], $2::text[]) t (id, name)`,
    [[...ids.values()], [...ids.keys()], unitIds],
  )
  return ids
}

/** Writes orders of one line each, as an import would have left them. */
export async function addSales(owner: pg.Pool, ids: Map<string, string>, sales: Sale[]): Promise<void> {
  const rows = sales.map((sale) => ({ ...sale, customer: ids.get(sale.customer), order: uuid7() }))
  await owner.query(
    `with given as (
       select * from jsonb_to_recordset($1::jsonb) as t (customer uuid, "order" uuid, at timestamptz, revenue numeric, cost numeric, "takenBack" numeric,
         kind text, status text, currency text, channel text, unit int, region text, category text, anonymous boolean)
     ), put as (
       insert into orders.orders (customer_id, order_id, order_number, source, ordered_at, status, kind, currency, goods_micro,
         revenue_micro, cost_micro, channel, unit_id, region_path, is_anonymous, lines_count, taken_back_micro)
       select customer, "order", "order"::text, 'test', at, coalesce(status, 'completed'), coalesce(kind, 'sale'),
         coalesce(currency, 'GBP'), revenue * 1000000, revenue * 1000000, cost * 1000000, channel, coalesce(unit, 1), region,
         coalesce(anonymous, false), 1, coalesce("takenBack", 0) * 1000000
       from given returning customer_id
     )
     insert into orders.lines (customer_id, order_id, line_no, unit_id, category_path, quantity, unit_price, revenue_micro,
       cost_micro, content_hash)
     select customer, "order", 1, coalesce(unit, 1), category, sign(revenue + 0.0000001), abs(revenue), revenue * 1000000, cost * 1000000, 1
     from given where (select count(*) from put) >= 0`,
    [JSON.stringify(rows)],
  )
  await owner.query(
    `insert into orders.currencies (currency, orders) select currency, count(*) from orders.orders group by 1
     on conflict (currency) do update set orders = excluded.orders`,
  )
}
