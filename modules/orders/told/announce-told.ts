import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { orderChanged, orderPlaced } from '../events.ts'
import { tellImported } from '../import/tell-imported.ts'
import type { Written } from './keep-told.ts'

interface Done {
  written: readonly Written[]
  /** Ids of orders that are not what they were. */
  touched: ReadonlySet<string>
  customerIds: readonly string[]
  isHistory: boolean
}

interface Standing {
  orderId: string
  orderNumber: string
  customerId: string | null
  status: string
  revenueMicro: bigint
  unitId: number
}

/** Announces what tellings did, order by order, or of many orders of long ago together. Returns how many. */
export async function announceTold(ctx: Context, done: Done): Promise<{ new: number; changed: number }> {
  const { touched, isHistory } = done
  const changed = done.written.filter(({ isNew, orderIds }) => !isNew && orderIds.some((id) => touched.has(id)))
  const added = done.written.filter(({ isNew }) => isNew)
  const counts = { new: added.length, changed: changed.length }
  if (isHistory) {
    tellImported(ctx, uuid7(), counts.new + counts.changed > 0 ? done.customerIds : [])
    return counts
  }
  const standing = await findStanding(
    ctx,
    [...added, ...changed].map(({ saleId }) => saleId),
  )
  for (const order of standing) {
    const { orderId, orderNumber, customerId, status } = order
    const isNew = added.some(({ saleId }) => saleId === orderId)
    if (isNew) {
      announce(ctx, orderPlaced, { orderId, orderNumber, revenueMicro: order.revenueMicro.toString() }, customerId)
    } else announce(ctx, orderChanged, { orderId, status }, customerId)
    tellDesks(ctx, { topic: 'order', units: [order.unitId], permission: 'orders.read', id: orderId })
  }
  for (const unitId of new Set(standing.map((order) => order.unitId))) {
    tellDesks(ctx, { topic: 'orders', units: [unitId], permission: 'orders.read' })
  }
  return counts
}

async function findStanding(ctx: Context, orderIds: readonly string[]): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select o.order_id as "orderId", o.order_number as "orderNumber",
      case when not o.is_anonymous then o.customer_id end as "customerId", o.status,
      o.revenue_micro as "revenueMicro", o.unit_id as "unitId"
    from orders.order_numbers n join orders.orders o using (customer_id, order_id)
    where n.order_id = any(${orderIds}::uuid[]) order by o.ordered_at, o.order_id`.execute(ctx.db)
  return rows
}
