import type pg from 'pg'
import { seededRandom } from '#core/words/seeded-random.ts'
import { uuid7 } from '#core/words/uuid7.ts'

export interface ShopLine {
  product: string | null
  category: string | null
  brand: string | null
  quantity: number
  unitPrice: number
  revenue: bigint
  discount: bigint
  cost: bigint | null
}

export interface ShopOrder {
  customer: string
  order: string
  at: string
  kind: 'sale' | 'return'
  counts: boolean
  currency: string
  channel: string | null
  unit: number
  country: string | null
  region: string | null
  city: string | null
  anonymous: boolean
  takenBack: bigint
  /** As the order says; not always what its lines say together. */
  revenue: bigint
  discount: bigint
  lines: ShopLine[]
}

export interface ShopCustomer {
  id: string
  tags: string[]
  country: string | null
  region: string | null
  units: number[]
  segments: number[]
}

export interface Shop {
  customers: ShopCustomer[]
  orders: ShopOrder[]
}

/** Company's currency first; the last has no rate. */
export const RATES: Record<string, number> = { GBP: 1, EUR: 1.25 }

/** A small made-up shop with everything that makes figures differ: returns, gaps, currencies, several units, odd orders. */
export function randomShop(seed: number, sizes: { customers: number; orders: number }): Shop {
  const random = seededRandom(seed)
  const pick = <T>(some: readonly T[]): T => some[Math.floor(random() * some.length)] as T
  const micro = (most: number) => BigInt(Math.floor(random() * most * 1000)) * 1000n
  const customers = Array.from({ length: sizes.customers }, (): ShopCustomer => {
    const region = pick(['GB/Kent', 'GB/Essex/Harlow', 'FR/Var', null])
    return {
      id: uuid7(),
      tags: ['vip', 'press', "o'neil"].filter(() => random() < 0.3),
      country: region?.slice(0, 2) ?? pick(['GB', null]),
      region,
      units: pick([[1], [2], [2, 3], [3]]),
      segments: [1, 2].filter(() => random() < 0.4),
    }
  })
  const orders = Array.from({ length: sizes.orders }, (): ShopOrder => {
    const isReturn = random() < 0.15
    const lines = Array.from({ length: Math.floor(random() * 4) }, (): ShopLine => {
      const quantity = isReturn ? -1 : pick([1, 2, 0.5, 3])
      const unitPrice = Number(micro(60)) / 1e6
      const discount = isReturn ? 0n : pick([0n, 0n, 500_000n])
      return {
        product: pick(['tea', 'pot', 'cup', 'tin', null]),
        category: pick(['Food/Tea/Green', 'Food/Tea', 'Food', 'Home/Cups', null]),
        brand: pick(['A', 'B', null]),
        quantity,
        unitPrice,
        discount,
        revenue: BigInt(Math.round(quantity * unitPrice * 1e6)) - discount,
        cost: random() < 0.7 ? BigInt(Math.round(quantity * unitPrice * 0.6 * 1e6)) : null,
      }
    })
    const said = lines.reduce((sum, line) => sum + line.revenue, 0n)
    // Now and then an order says more than its lines.
    const revenue = random() < 0.1 ? said + (isReturn ? -1_500_000n : 1_500_000n) : said
    const region = pick(['GB/Kent', 'GB/Kent/Dover', 'FR/Var', null])
    return {
      customer: pick(customers).id,
      order: uuid7(),
      at: new Date(Date.UTC(2024, 0, 1) + Math.floor(random() * 700 * 86_400_000)).toISOString(),
      kind: isReturn ? 'return' : 'sale',
      counts: random() < 0.93,
      currency: pick(['GBP', 'GBP', 'GBP', 'EUR', 'USD']),
      channel: pick(['web', 'shop', null]),
      unit: pick([1, 2, 3]),
      country: region?.slice(0, 2) ?? pick(['GB', null]),
      region,
      city: pick(['Dover', 'Nice', null]),
      anonymous: random() < 0.12,
      takenBack: !isReturn && random() < 0.1 ? revenue : 0n,
      revenue,
      discount: lines.reduce((sum, line) => sum + line.discount, 0n),
      lines,
    }
  })
  return { customers, orders }
}

/** The record of anonymous sales, as the tables are made with it. */
const ANONYMOUS = '00000000-0000-7000-8000-000000000001'

/** Writes a shop as the database's owner. */
export async function writeShop(owner: pg.Pool, { customers, orders }: Shop): Promise<void> {
  const whose = (order: ShopOrder) => (order.anonymous ? ANONYMOUS : order.customer)
  const text = (rows: unknown) =>
    JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))
  await owner.query(
    `insert into customers.customers (customer_id, name, name_sort, unit_ids, tags, country, region_path)
     select id, 'N' || left(id::text, 13), left(id::text, 13), array(select jsonb_array_elements_text(units)::int), array(select jsonb_array_elements_text(tags)), country, region
     from jsonb_to_recordset($1::jsonb) t (id uuid, units jsonb, tags jsonb, country text, region text)`,
    [text(customers)],
  )
  await owner.query(
    `insert into customers.segments (name, condition, created_by) overriding system value
     select 'S' || n, '{}', 'test' from generate_series(1, 2) n where not exists (select from customers.segments)`,
  )
  const members = customers.flatMap((one) => one.segments.map((segment) => ({ id: one.id, segment, units: one.units })))
  await owner.query(
    `insert into customers.segment_members (customer_id, segment_id, unit_ids)
     select id, segment, array(select jsonb_array_elements_text(units)::int) from jsonb_to_recordset($1::jsonb) t (id uuid, segment int, units jsonb)`,
    [text(members)],
  )
  await owner.query(
    `insert into orders.orders (customer_id, order_id, order_number, source, ordered_at, status, kind, currency,
       goods_micro, discount_micro, revenue_micro, taken_back_micro, channel, unit_id, country, region_path, city, is_anonymous, lines_count)
     select whose, "order", "order"::text, 'test', at, case when counts then 'completed' else 'cancelled' end, kind, currency,
       revenue + discount, discount, revenue, "takenBack", channel, unit, country, region, city, anonymous, lines
     from jsonb_to_recordset($1::jsonb) t (whose uuid, "order" uuid, at timestamptz, kind text, counts boolean, currency text, revenue bigint,
       discount bigint, "takenBack" bigint, channel text, unit int, country text, region text, city text, anonymous boolean, lines int)`,
    [text(orders.map((order) => ({ ...order, whose: whose(order), lines: order.lines.length })))],
  )
  await owner.query(
    `insert into orders.order_numbers (source, order_number, customer_id, order_id, unit_id)
     select 'test', order_number, customer_id, order_id, unit_id from orders.orders on conflict do nothing`,
  )
  const lines = orders.flatMap((order) =>
    order.lines.map((line, at) => ({ ...line, whose: whose(order), order: order.order, unit: order.unit, no: at + 1 })),
  )
  await owner.query(
    `insert into orders.lines (customer_id, order_id, line_no, unit_id, sku, product_name, category_path, brand, quantity, unit_price,
       discount_micro, revenue_micro, cost_micro, content_hash)
     select whose, "order", no, unit, product, 'The ' || product, category, brand, quantity, "unitPrice", discount, revenue, cost, 1
     from jsonb_to_recordset($1::jsonb) t (whose uuid, "order" uuid, no int, unit int, product text, category text, brand text,
       quantity numeric, "unitPrice" numeric, discount bigint, revenue bigint, cost bigint)`,
    [text(lines)],
  )
  await owner.query(
    `insert into orders.currencies (currency, orders) select currency, count(*) from orders.orders group by 1
     on conflict (currency) do update set orders = excluded.orders`,
  )
  await owner.query(
    `insert into core.settings (name, value) values ('company.currency', '"GBP"'), ('company.exchange_rates', '{"EUR": "1.25"}'),
       ('company.time_zone', '"Europe/London"') on conflict do nothing`,
  )
}
