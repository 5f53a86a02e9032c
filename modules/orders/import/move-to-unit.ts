import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { resolveCustomers } from '#modules/customers/public.ts'
import { ordersMoved } from '../events.ts'
import { findToldOrders, retellOrders } from '../order/timeline-rows.ts'

interface OrderKey {
  customer_id: string
  order_id: string
}
type Row = OrderKey & { is_anonymous: boolean }

const NONE = '00000000-0000-0000-0000-000000000000'

/** The unit of orders whose shop no unit had the name of. */
const WHOLE_COMPANY = 1

/**
 * Brings orders that came in before a unit had its shop's name to that unit: their lines, numbers, timelines, and the
 * units of their customers with them. At most `limit` a call, in the order of their keys, beginning behind `after`; returns
 * the last one, or null when there are no more. Going on behind it reads the table once, however many there are.
 */
export async function moveToUnit(
  ctx: Context,
  { unitId, shop }: { unitId: number; shop: string },
  limit: number,
  after: OrderKey | null,
): Promise<OrderKey | null> {
  const { rows } = await sql<Row>`
    select customer_id, order_id, is_anonymous from orders.orders
    where shop = ${shop} and unit_id = ${WHOLE_COMPANY}
      and (customer_id, order_id) > (${after?.customer_id ?? NONE}::uuid, ${after?.order_id ?? NONE}::uuid)
    order by customer_id, order_id limit ${limit} for update`.execute(ctx.db)
  if (rows.length === 0) return null
  const ids = rows.map((row) => row.order_id)
  const before = await findToldOrders(ctx, ids)
  const keys = sql`(customer_id, order_id) in (select * from unnest(${rows.map((row) => row.customer_id)}::uuid[], ${ids}::uuid[]))`
  await sql`update orders.lines set unit_id = ${unitId} where ${keys}`.execute(ctx.db)
  await sql`update orders.order_numbers set unit_id = ${unitId} where ${keys}`.execute(ctx.db)
  await sql`update orders.orders set unit_id = ${unitId}, changed_at = ${ctx.now} where ${keys}`.execute(ctx.db)
  await retellOrders(ctx, before, await findToldOrders(ctx, ids))
  const customerIds = [...new Set(rows.filter((row) => !row.is_anonymous).map((row) => row.customer_id))]
  // Our own ids are references of the house; see customers/identity.
  const people = customerIds.map((id) => ({ customerRef: id, unitIds: [unitId] }))
  await resolveCustomers(ctx, people, { source: 'rapport', runId: null })
  announce(ctx, ordersMoved, { customerIds, units: true })
  return rows.length === limit ? (rows.at(-1) ?? null) : null
}
