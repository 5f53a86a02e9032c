import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { Status } from './order-rules.ts'

export interface LockedOrder {
  customerId: string
  originId: string | null
  orderId: string
  orderNumber: string
  source: string
  orderedAt: Date
  status: Status
  kind: 'sale' | 'return'
  currency: string
  revenueMicro: bigint
  channel: string | null
  shop: string | null
  unitId: number
  country: string | null
  regionPath: string | null
  city: string | null
  isAnonymous: boolean
  version: number
}

/** An order that nobody else changes until this transaction ends. @throws notFound `order_not_found`. */
export async function lockOrder(ctx: Context, orderId: string): Promise<LockedOrder> {
  const { rows } = await sql<LockedOrder>`
    select o.customer_id as "customerId", o.origin_id as "originId", o.order_id as "orderId", o.order_number as "orderNumber", o.source,
      o.ordered_at as "orderedAt", o.status, o.kind, o.currency, o.revenue_micro as "revenueMicro", o.channel, o.shop,
      o.unit_id as "unitId", o.country, o.region_path as "regionPath", o.city, o.is_anonymous as "isAnonymous", o.version
    from orders.order_numbers n join orders.orders o using (customer_id, order_id)
    where n.order_id = ${orderId}::uuid for update of o`.execute(ctx.db)
  if (!rows[0]) throw notFound('order')
  return rows[0]
}
