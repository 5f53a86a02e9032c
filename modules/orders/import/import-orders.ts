import type { Context } from '#core/context.ts'
import { writeBehind } from '#core/database/write-behind.ts'
import type { ImportBatch, ImportOutcome, RefusedRow } from '#core/files/import-batch.ts'
import { keepTakenBack } from '../order/keep-taken-back.ts'
import { findToldOrders, retellOrders } from '../order/timeline-rows.ts'
import { newOrder } from './add-orders.ts'
import { changeOrders } from './change-orders.ts'
import { gatherOrders } from './gather-orders.ts'
import { holdOrdersOf } from './hold-orders.ts'
import { findKnownOrders, type KnownOrder } from './known-orders.ts'
import { leaveWhatStands } from './leave-what-stands.ts'
import type { LineDraft, OrderDraft } from './order-draft.ts'
import type { OrderLineRow } from './order-line-row.ts'
import { placeOrders } from './place-orders.ts'
import { type OrderChange, planOrders } from './plan-orders.ts'
import { productsOf } from './prepared-line.ts'
import { takeInOrders } from './take-in-orders.ts'
import { tellImported } from './tell-imported.ts'

/**
 * Adds or changes orders by their numbers within the source. All rows of an order come in one batch. About fifteen
 * statements, whatever the count; a row that says what stands already changes nothing. Amounts are exact.
 */
export async function importOrders(ctx: Context, batch: ImportBatch<OrderLineRow>): Promise<ImportOutcome> {
  await writeBehind(ctx)
  const gathered = gatherOrders(batch.rows)
  await holdOrdersOf(ctx, batch.source)
  const numbers = gathered.orders.map((draft) => draft.orderNumber)
  const known = await findKnownOrders(ctx, batch.source, numbers)
  const { kept, refused: foreign } = ofOneCurrency(gathered.orders, known)
  const plan = await leaveWhatStands(ctx, planOrders(kept, known))
  const named = plan.changed.filter((change) => change.named).map((change) => change.draft)
  const places = await placeOrders(ctx, [...plan.added, ...named], batch)
  const added = plan.added.flatMap((draft) => {
    const place = places.get(draft)
    return place ? [newOrder(draft, place)] : []
  })
  const hidden = plan.added.filter((draft) => !places.has(draft)).flatMap(refuseHidden)
  const products = await productsOf(
    ctx,
    [...added, ...plan.changed].map(({ draft }) => draft),
    batch,
  )
  await takeInOrders(ctx, added, products, batch)
  const touched = await applyChanges(ctx, plan.changed, () =>
    changeOrders(ctx, plan.changed, places, products, batch.runId),
  )
  const customerIds = [...new Set([...added.map((order) => order.place.customerId), ...touched])]
  await keepTakenBack(ctx, customerIds)
  tellImported(ctx, batch.runId, customerIds)
  const { counts } = plan
  const anonymous = countAnonymous(
    kept,
    (draft) => places.get(draft)?.isAnonymous ?? known.get(draft.orderNumber)?.isAnonymous,
  )
  return {
    ...counts,
    new: counts.new - hidden.length,
    anonymous,
    refused: [...gathered.refused, ...foreign, ...hidden],
  }
}

/** Runs a change of orders that stand and puts their timelines right; returns the customers before and after. */
async function applyChanges(
  ctx: Context,
  changes: readonly OrderChange[],
  change: () => Promise<void>,
): Promise<string[]> {
  if (changes.length === 0) return []
  const orderIds = changes.map(({ known }) => known.orderId)
  const before = await findToldOrders(ctx, orderIds)
  await change()
  const after = await findToldOrders(ctx, orderIds)
  await retellOrders(ctx, before, after)
  return [...before, ...after].map((order) => order.customerId)
}

/** An order stays in its currency: rows in another one would be added to its sums. */
function ofOneCurrency(drafts: readonly OrderDraft[], known: ReadonlyMap<string, KnownOrder>) {
  const isForeign = (draft: OrderDraft) => (known.get(draft.orderNumber)?.currency ?? draft.currency) !== draft.currency
  const refused = drafts
    .filter(isForeign)
    .flatMap((draft) =>
      refuse(draft.lines, { column: 'currency', value: draft.currency, reason: 'currency_differs_in_order' }),
    )
  return { kept: drafts.filter((draft) => !isForeign(draft)), refused }
}

const refuseHidden = ({ lines, buyer }: OrderDraft): RefusedRow[] =>
  refuse(lines, {
    column: 'customer_ref',
    value: buyer.customerRef ?? buyer.email ?? buyer.phone ?? '',
    reason: 'customer_out_of_scope',
  })

const refuse = (lines: readonly LineDraft[], why: Omit<RefusedRow, 'line'>): RefusedRow[] =>
  lines.map(({ line }) => ({ line, ...why }))

const countAnonymous = (drafts: readonly OrderDraft[], isAnonymous: (draft: OrderDraft) => boolean | undefined) =>
  drafts.reduce((sum, draft) => sum + (isAnonymous(draft) ? draft.lines.length : 0), 0)
