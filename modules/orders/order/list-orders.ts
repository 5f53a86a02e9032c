import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import type { listOrdersCall } from './contract.ts'
import { orderConditions } from './order-conditions.ts'
import { type OrderSort, readCursor, writeCursor } from './order-cursor.ts'
import { type OrderRecord, orderColumns, orderReply } from './order-row.ts'

/** Counting stops here: the list says how many there are only while that is quickly known. */
const COUNTED = 1000

/**
 * A page of orders after a cursor, by time or amount. Amounts are compared as they are, each in its currency. Customers
 * are looked up for the rows of the page only.
 * @throws invalid `cursor_invalid`, `day_invalid`.
 */
export async function listOrders(
  ctx: Context,
  input: InputOf<typeof listOrdersCall>,
): Promise<ReplyOf<typeof listOrdersCall>> {
  const filters = await orderConditions(ctx, input)
  const { sort, cursor, limit } = input
  const conditions = cursor ? [...filters, after(sort, cursor)] : filters
  const { rows } = await sql<OrderRecord>`
    select ${orderColumns} from (
      select * from orders.orders o where ${sql.join(conditions, sql` and `)}
      order by ${orderOf(sort)} limit ${limit + 1}
    ) o left join facts.customers c on c.customer_id = o.customer_id
    order by ${orderOf(sort)}`.execute(ctx.db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map((row) => orderReply(ctx, row)),
    next: rows.length > limit && last ? writeCursor(sort, last) : null,
    total: cursor ? null : rows.length <= limit ? rows.length : await count(ctx, filters),
  }
}

const ORDERS: Record<OrderSort, RawBuilder<unknown>> = {
  orderedAt: sql`o.ordered_at, o.order_id`,
  '-orderedAt': sql`o.ordered_at desc, o.order_id desc`,
  revenue: sql`o.revenue_micro, o.order_id`,
  '-revenue': sql`o.revenue_micro desc, o.order_id desc`,
}
const orderOf = (sort: OrderSort) => ORDERS[sort]

function after(sort: OrderSort, cursor: string): RawBuilder<unknown> {
  const { value, orderId } = readCursor(sort, cursor)
  switch (sort) {
    case 'orderedAt':
      return sql`(o.ordered_at, o.order_id) > (${value}::timestamptz, ${orderId}::uuid)`
    case '-orderedAt':
      return sql`(o.ordered_at, o.order_id) < (${value}::timestamptz, ${orderId}::uuid)`
    case 'revenue':
      return sql`(o.revenue_micro, o.order_id) > (${value}::bigint, ${orderId}::uuid)`
    case '-revenue':
      return sql`(o.revenue_micro, o.order_id) < (${value}::bigint, ${orderId}::uuid)`
  }
}

async function count(ctx: Context, conditions: readonly RawBuilder<unknown>[]): Promise<number | null> {
  const { rows } = await sql<{ found: bigint }>`
    select count(*) as found from (
      select 1 from orders.orders o where ${sql.join([...conditions], sql` and `)} limit ${COUNTED + 1}) f`.execute(
    ctx.db,
  )
  const found = Number(rows[0]?.found ?? 0)
  return found > COUNTED ? null : found
}
