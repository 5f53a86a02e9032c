import { hash } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { formatDecimal } from '#core/words/money.ts'
import { forgetInteractions, type NewInteraction, recordInteractions } from '#modules/customers/public.ts'

/** An order as its customer's timeline tells it. */
export interface ToldOrder {
  customerId: string
  originId: string | null
  orderId: string
  orderNumber: string
  orderedAt: Date
  kind: 'sale' | 'return'
  status: string
  /** Known when it was cancelled here; then the cancellation has a row of its own. */
  cancelledAt: Date | null
  revenueMicro: bigint
  currency: string
  lines: number
  channel: string | null
  unitId: number
  source: string
  /** The run that made the order. */
  runId: string | null
  /** Its shop tells what becomes of it; steps taken here are told where they are taken. */
  isTold: boolean
  shippedAt: Date | null
  deliveredAt: Date | null
}

type Row = NewInteraction & { interactionId: string }

/** The one row of an order. Its id is the order's, so that telling it twice changes nothing. */
export function timelineRow(order: Omit<ToldOrder, 'isTold' | 'shippedAt' | 'deliveredAt'>): Row {
  const { orderId, orderNumber, currency, lines } = order
  const wasCancelled = order.status === 'cancelled' && order.cancelledAt === null
  return {
    customerId: order.customerId,
    originId: order.originId,
    occurredAt: order.orderedAt,
    interactionId: orderId,
    unitId: order.unitId,
    channel: order.channel ?? 'other',
    kind: wasCancelled ? 'cancellation' : order.kind === 'return' ? 'return' : 'order',
    direction: 'inbound',
    subject: orderNumber,
    data: { orderId, orderNumber, revenue: formatDecimal(order.revenueMicro, currency), currency, lines },
    source: order.source,
    runId: order.runId,
  }
}

/** Steps that a shop told, each with an id made of the order's. */
function stepRows(order: ToldOrder): Row[] {
  if (!order.isTold || order.kind === 'return') return []
  const { orderId, orderNumber } = order
  const steps = [
    { kind: 'shipment', direction: 'outbound' as const, at: order.shippedAt },
    { kind: 'delivery', direction: 'outbound' as const, at: order.deliveredAt },
    {
      kind: 'cancellation',
      direction: 'inbound' as const,
      at: order.status === 'cancelled' ? order.cancelledAt : null,
    },
  ]
  return steps.flatMap(({ kind, direction, at }) =>
    at
      ? [
          {
            ...timelineRow(order),
            kind,
            direction,
            occurredAt: at,
            interactionId: idOf(orderId, kind),
            data: { orderId, orderNumber },
          },
        ]
      : [],
  )
}

/** A UUID (version 8) of a hash. */
function idOf(orderId: string, kind: string): string {
  const hex = hash('sha256', `${orderId} ${kind}`)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Orders as their timelines tell them, by their ids; anonymous ones have no timeline. */
export async function findToldOrders(ctx: Context, orderIds: readonly string[]): Promise<ToldOrder[]> {
  if (orderIds.length === 0) return []
  const { rows } = await sql<ToldOrder>`
    select o.customer_id as "customerId", o.origin_id as "originId", o.order_id as "orderId", o.order_number as "orderNumber",
      o.ordered_at as "orderedAt", o.kind, o.status, o.cancelled_at as "cancelledAt", o.revenue_micro as "revenueMicro",
      o.currency, o.lines_count as lines, o.channel, o.unit_id as "unitId", o.source, o.run_id as "runId",
      o.is_told as "isTold", o.shipped_at as "shippedAt", o.delivered_at as "deliveredAt"
    from orders.order_numbers n join orders.orders o using (customer_id, order_id)
    where n.order_id = any(${orderIds}::uuid[]) and not o.is_anonymous`.execute(ctx.db)
  return rows
}

/** Puts right what timelines say after orders changed: rows that now read differently are taken off and told anew. */
export async function retellOrders(
  ctx: Context,
  before: readonly ToldOrder[],
  after: readonly ToldOrder[],
): Promise<void> {
  const formerly = rowsById(before)
  const now = rowsById(after)
  const differs = (id: string) => JSON.stringify(formerly.get(id)) !== JSON.stringify(now.get(id))
  await forgetInteractions(
    ctx,
    [...formerly.values()].filter((row) => differs(row.interactionId)),
  )
  await recordInteractions(
    ctx,
    [...now.values()].filter((row) => differs(row.interactionId)),
  )
}

const rowsById = (orders: readonly ToldOrder[]) =>
  new Map(orders.flatMap((order) => [timelineRow(order), ...stepRows(order)]).map((row) => [row.interactionId, row]))
