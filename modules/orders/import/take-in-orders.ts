import type { Context } from '#core/context.ts'
import type { KnownProduct } from '#modules/catalogue/public.ts'
import { recordInteractions } from '#modules/customers/public.ts'
import { keepCurrencies } from '../money/keep-currencies.ts'
import { timelineRow } from '../order/timeline-rows.ts'
import { addOrders, type NewOrder, type Origin, STATUS_UNSAID } from './add-orders.ts'

/** Writes new orders, wherever they come from, and tells them on their customers' timelines. */
export async function takeInOrders(
  ctx: Context,
  orders: readonly NewOrder[],
  products: ReadonlyMap<string, KnownProduct>,
  origin: Origin,
): Promise<void> {
  if (orders.length === 0) return
  const sums = await addOrders(ctx, orders, products, origin)
  const told = orders.flatMap(({ orderId, draft, place }, index) => {
    const sum = sums[index]
    if (place.isAnonymous || !sum) return []
    const { orderNumber, head, currency, lines } = draft
    return timelineRow({
      source: origin.source,
      runId: origin.runId,
      customerId: place.customerId,
      originId: place.originId,
      orderId,
      orderNumber,
      orderedAt: head.orderedAt,
      kind: sum.kind,
      status: head.status ?? STATUS_UNSAID,
      cancelledAt: null,
      revenueMicro: sum.goods - sum.discount,
      currency,
      lines: lines.length,
      channel: head.channel,
      unitId: place.unitId,
    })
  })
  // Each write of a customer's row is a write of its thirty indexes: an import's batch leaves it to the copying of metrics.
  await recordInteractions(ctx, told, { contactLater: origin.runId !== null })
  await keepCurrencies(
    ctx,
    orders.map(({ draft }) => draft),
  )
}
