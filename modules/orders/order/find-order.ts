import { sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { formatDecimal } from '#core/words/money.ts'
import type { findOrderCall } from './contract.ts'
import { type OrderRecord, orderColumns, orderReply } from './order-row.ts'
import { mayReturn, stepsOf } from './order-rules.ts'
import { findProfit } from './profit-of-order.ts'
import { findReturnableLines, type ReturnableLine } from './returnable-lines.ts'
import { quantityText, thousandths } from './share-taken.ts'

interface WholeOrder extends OrderRecord {
  statusGiven: string | null
  shop: string | null
  voucher: string | null
  city: string | null
  reason: string | null
  goodsMicro: bigint
  discountMicro: bigint
  freightMicro: bigint
  takenBackMicro: bigint
  returnOf: string | null
  approvedAt: Date | null
  shippedAt: Date | null
  deliveredAt: Date | null
  cancelledAt: Date | null
  promisedAt: Date | null
  version: number
}

/** One order with everything its page shows. @throws notFound `order_not_found`. */
export async function findOrder(
  ctx: Context,
  { orderId }: { orderId: string },
): Promise<ReplyOf<typeof findOrderCall>> {
  const order = await findWhole(ctx, orderId)
  const { statusGiven, shop, voucher, city, reason, promisedAt, version, currency } = order
  const money = (micro: bigint) => formatDecimal(micro, currency)
  const seesProfit = may(ctx.actor, 'orders.profit')
  const lines = await findReturnableLines(ctx, order)
  return {
    ...orderReply(ctx, order),
    ...{ statusGiven, shop, voucher, city, reason, promisedAt, version },
    goods: money(order.goodsMicro),
    discount: money(order.discountMicro),
    freight: money(order.freightMicro),
    takenBack: money(order.takenBackMicro),
    items: lines.map((line) => lineReply(line, order, seesProfit)),
    states: statesOf(order),
    profit: seesProfit ? await findProfit(ctx, order) : null,
    related: await findRelated(ctx, order),
    steps: stepsOf(order),
    mayReturn: mayReturn(order),
  }
}

async function findWhole(ctx: Context, orderId: string): Promise<WholeOrder> {
  const { rows } = await sql<WholeOrder>`
    select ${orderColumns}, o.status_given as "statusGiven", o.shop, o.voucher, o.city, o.reason,
      o.goods_micro as "goodsMicro", o.discount_micro as "discountMicro", o.freight_micro as "freightMicro",
      o.taken_back_micro as "takenBackMicro", o.return_of as "returnOf", o.approved_at as "approvedAt",
      o.shipped_at as "shippedAt", o.delivered_at as "deliveredAt", o.cancelled_at as "cancelledAt",
      o.promised_at as "promisedAt", o.version
    from orders.order_numbers n join orders.orders o using (customer_id, order_id)
    left join facts.customers c on c.customer_id = o.customer_id
    where n.order_id = ${orderId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw notFound('order')
  return rows[0]
}

function lineReply(line: ReturnableLine, order: WholeOrder, seesProfit: boolean) {
  const { lineNo, productId, sku, productName, categoryPath, brand, quantity, costMicro } = line
  const money = (micro: bigint) => formatDecimal(micro, order.currency)
  const left = thousandths(quantity) - thousandths(line.takenQuantity)
  return {
    ...{ lineNo, productId, sku, productName, brand, quantity, unitPrice: line.unitPrice },
    category: categoryPath,
    discount: money(line.discountMicro),
    revenue: money(line.revenueMicro),
    cost: seesProfit && costMicro !== null ? money(costMicro) : null,
    returnable: order.kind === 'sale' && left > 0n ? quantityText(left) : '0',
  }
}

function statesOf(order: WholeOrder): { state: string; at: Date }[] {
  const { kind, orderedAt, approvedAt, shippedAt, deliveredAt, cancelledAt } = order
  const known = { paid: approvedAt, shipped: shippedAt, delivered: deliveredAt, cancelled: cancelledAt }
  const later = Object.entries(known).flatMap(([state, at]) => (at ? [{ state, at }] : []))
  const first = { state: kind === 'return' ? 'returned' : 'placed', at: orderedAt }
  return [first, ...later.sort((a, b) => a.at.getTime() - b.at.getTime())]
}

async function findRelated(ctx: Context, order: WholeOrder) {
  const { rows } = await sql<OrderRecord>`
    select o.order_id as "orderId", o.order_number as "orderNumber", o.ordered_at as "orderedAt", o.kind, o.currency,
      o.revenue_micro as "revenueMicro"
    from orders.orders o where o.customer_id = ${order.customerId}::uuid
      and (o.return_of = ${order.orderId}::uuid or o.order_id = ${order.returnOf}::uuid)
    order by o.ordered_at, o.order_id limit 100`.execute(ctx.db)
  return rows.map(({ orderId, orderNumber, orderedAt, kind, currency, revenueMicro }) => ({
    ...{ orderId, orderNumber, orderedAt, kind },
    revenue: formatDecimal(revenueMicro, currency),
  }))
}
