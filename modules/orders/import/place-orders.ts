import type { Context } from '#core/context.ts'
import { anonymousCustomerId, resolveCustomers } from '#modules/customers/public.ts'
import type { Origin } from './add-orders.ts'
import type { OrderDraft } from './order-draft.ts'
import { unitsOfShops } from './units-of-shops.ts'

/** Whose an order is, and where it happened. */
export interface Place {
  customerId: string
  /** The joined record that the order named. */
  originId: string | null
  unitId: number
  isAnonymous: boolean
}

/**
 * Finds, or makes, the customer of each order and the unit its shop is. An order without any reference belongs to the
 * anonymous record; one whose customer the caller may not see has no place. A unit that is known wins over the shops.
 */
export async function placeOrders(
  ctx: Context,
  drafts: readonly OrderDraft[],
  origin: Origin,
  unitId?: number,
): Promise<Map<OrderDraft, Place>> {
  const places = new Map<OrderDraft, Place>()
  if (drafts.length === 0) return places
  const units = await unitsOfShops(ctx, new Set(drafts.map((draft) => draft.head.shop)))
  const unitOf = (draft: OrderDraft) => unitId ?? units.get(draft.head.shop) ?? 1
  const people = drafts.map((draft) => ({
    ...draft.buyer,
    name: draft.buyer.customerName,
    unitIds: [unitOf(draft)],
    seenAt: draft.head.orderedAt,
  }))
  const resolved = await resolveCustomers(ctx, people, origin)
  for (const [index, draft] of drafts.entries()) {
    const customer = resolved[index]
    if (customer?.outOfScope) continue
    const customerId = customer?.customerId ?? null
    const isAnonymous = customerId === null
    const originId = customer?.originId ?? null
    places.set(draft, { customerId: customerId ?? anonymousCustomerId(), originId, unitId: unitOf(draft), isAnonymous })
  }
  return places
}
