import type { Context } from '#core/context.ts'
import { type NewOrder, newOrder } from '../import/add-orders.ts'
import { changeOrders } from '../import/change-orders.ts'
import { findKnownOrders, type KnownOrder } from '../import/known-orders.ts'
import { leaveWhatStands } from '../import/leave-what-stands.ts'
import type { OrderDraft } from '../import/order-draft.ts'
import { type Place, placeOrders } from '../import/place-orders.ts'
import { type OrderChange, planReplacing } from '../import/plan-orders.ts'
import { productsOf } from '../import/prepared-line.ts'
import { takeInOrders } from '../import/take-in-orders.ts'
import { keepTakenBack } from '../order/keep-taken-back.ts'
import { findToldOrders, retellOrders } from '../order/timeline-rows.ts'
import { announceTold } from './announce-told.ts'
import type { ToldOrderDraft } from './draft-told-order.ts'
import { dropRefunds, keepTold, nameSales, type Written } from './keep-told.ts'

interface Where {
  source: string
  unitId: number | undefined
  isHistory: boolean
}

/** Makes orders stand as they were told: new ones are added, the others get the told lines, head, buyer and refunds. */
export async function writeToldOrders(
  ctx: Context,
  told: readonly ToldOrderDraft[],
  { source, unitId, isHistory }: Where,
): Promise<{ new: number; changed: number }> {
  if (told.length === 0) return { new: 0, changed: 0 }
  const origin = { source, runId: null }
  const drafts = told.flatMap(({ sale, refunds }) => [sale, ...refunds.map(({ draft }) => draft)])
  const known = await findKnownOrders(
    ctx,
    source,
    drafts.map(({ orderNumber }) => orderNumber),
  )
  const places = await placesOf(ctx, told, known, { source, unitId })
  const added = drafts.flatMap((draft) => {
    const place = places.get(draft)
    return place && !known.has(draft.orderNumber) ? [newOrder(draft, place)] : []
  })
  const products = await productsOf(ctx, drafts, origin)
  await takeInOrders(ctx, added, products, origin)
  const written = writtenOf(told, added, known)
  const before = await findToldOrders(
    ctx,
    written.flatMap(({ orderIds }) => orderIds),
  )
  const plan = await leaveWhatStands(ctx, { added: [], changed: changesOf(drafts, known, places), counts: NOTHING })
  const dropped = await dropRefunds(ctx, written)
  await changeOrders(ctx, plan.changed, places, products, null)
  const altered = await keepTold(ctx, source, written)
  await nameSales(ctx, written)
  const orderIds = written.flatMap((one) => one.orderIds)
  const after = await findToldOrders(ctx, orderIds)
  await retellOrders(ctx, [...before, ...dropped], after)
  const customerIds = [...new Set([...before, ...dropped, ...after].map((order) => order.customerId))]
  await keepTakenBack(ctx, customerIds)
  const touched = new Set([
    ...added.map(({ orderId }) => orderId),
    ...plan.changed.map((change) => change.known.orderId),
    ...dropped.map(({ orderId }) => orderId),
    ...altered,
  ])
  return announceTold(ctx, { written, touched, customerIds, isHistory })
}

const NOTHING = { new: 0, changed: 0, unchanged: 0 }

/** Where each order belongs: who bought it is looked up when it is new or names somebody else; refunds go with it. */
async function placesOf(
  ctx: Context,
  told: readonly ToldOrderDraft[],
  known: ReadonlyMap<string, KnownOrder>,
  { source, unitId }: Pick<Where, 'source' | 'unitId'>,
): Promise<Map<OrderDraft, Place>> {
  const asked = told.filter(({ sale, isOthers }) => isOthers || !known.has(sale.orderNumber)).map(({ sale }) => sale)
  const places = await placeOrders(ctx, asked, { source, runId: null }, unitId)
  for (const { sale, refunds } of told) {
    const place = places.get(sale)
    const standing = known.get(sale.orderNumber)
    const stays = standing && { ...standing, originId: null }
    for (const { draft } of refunds) {
      const of = place ?? (known.has(draft.orderNumber) ? null : stays)
      if (of) places.set(draft, of)
    }
  }
  return places
}

function changesOf(
  drafts: readonly OrderDraft[],
  known: ReadonlyMap<string, KnownOrder>,
  places: ReadonlyMap<OrderDraft, Place>,
): OrderChange[] {
  return drafts.flatMap((draft) => {
    const standing = known.get(draft.orderNumber)
    return standing ? [planReplacing(draft, standing, places.has(draft))] : []
  })
}

function writtenOf(
  told: readonly ToldOrderDraft[],
  added: readonly NewOrder[],
  known: ReadonlyMap<string, KnownOrder>,
): Written[] {
  const fresh = new Map(added.map((order) => [order.draft, order.orderId]))
  const idOf = (draft: OrderDraft) => fresh.get(draft) ?? known.get(draft.orderNumber)?.orderId ?? null
  return told.flatMap((order) => {
    const saleId = idOf(order.sale)
    if (!saleId) return []
    const refunds = order.refunds.flatMap((refund) => {
      const orderId = idOf(refund.draft)
      return orderId ? [{ ...refund, orderId }] : []
    })
    const orderIds = [saleId, ...refunds.map(({ orderId }) => orderId)]
    return [{ told: order, saleId, isNew: fresh.has(order.sale), refunds, orderIds }]
  })
}
