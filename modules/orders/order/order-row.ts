import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '#core/context.ts'
import { formatDecimal } from '#core/words/money.ts'
import { maskName } from '#core/words/names.ts'
import type { orderRow } from './contract.ts'
import type { Status } from './order-rules.ts'

export interface OrderRecord {
  customerId: string
  orderId: string
  orderNumber: string
  source: string
  orderedAt: Date
  status: Status
  kind: 'sale' | 'return'
  counts: boolean
  isAnonymous: boolean
  channel: string | null
  unitId: number
  regionPath: string | null
  currency: string
  revenueMicro: bigint
  lines: number
  customerName: string | null
  customerClass: string | null
}

/** Of `orders.orders o left join facts.customers c`. The customer is called as lists of customers call them. */
export const orderColumns: RawBuilder<unknown> = sql`o.customer_id as "customerId", o.order_id as "orderId",
  o.order_number as "orderNumber", o.source, o.ordered_at as "orderedAt", o.status, o.kind, o.counts,
  o.is_anonymous as "isAnonymous", o.channel, o.unit_id as "unitId", o.region_path as "regionPath", o.currency,
  o.revenue_micro as "revenueMicro", o.lines_count as lines, c.called as "customerName", c.class as "customerClass"`

/** An order as lists answer it; the name masked where it must be. */
export function orderReply(ctx: Context, record: OrderRecord): z.input<typeof orderRow> {
  const { orderId, orderNumber, source, orderedAt, status, kind, counts, isAnonymous, channel, unitId } = record
  const { regionPath, currency, revenueMicro, lines, customerId, customerName, customerClass } = record
  const name = customerName && ctx.scope.masked.has('name') ? maskName(customerName) : customerName
  const isHidden = isAnonymous || customerName === null
  return {
    ...{ orderId, orderNumber, source, orderedAt, status, kind, counts, isAnonymous, channel, unitId },
    ...{ regionPath, currency, lines, revenue: formatDecimal(revenueMicro, currency) },
    customer: isHidden ? null : { id: customerId, name, class: customerClass },
  }
}
