import { decimalOf } from '#core/words/decimal-of.ts'
import type { BuyerSaid, LineSaid, OrderSaid, OrderTelling, RefundSaid } from '#modules/orders/public.ts'
import { isMore, less, positive, pricedLine, sumOf } from '../platform/priced-line.ts'
import { progressOf } from '../platform/progress.ts'
import { type JsonObject, listIn, objectIn, said, textIn, timeIn } from '../platform/read-json.ts'

const STATUSES: Record<string, NonNullable<OrderSaid['status']>> = {
  pending: 'placed',
  'on-hold': 'placed',
  processing: 'paid',
  completed: 'completed',
  // The refunds stand as returns of their own; the sale was one.
  refunded: 'completed',
  cancelled: 'cancelled',
  failed: 'cancelled',
  trash: 'cancelled',
}

/**
 * An order as WooCommerce's REST API v3 and its webhooks have it; null: not one, one with amounts that
 * are no numbers, or a basket that nobody ordered yet.
 */
export function orderOfWoo(order: JsonObject): OrderTelling | null {
  const externalId = textIn(order, 'id')
  const toldAt = timeIn(order, 'date_modified_gmt', true) ?? timeIn(order, 'date_created_gmt', true)
  const given = textIn(order, 'status') ?? ''
  if (!externalId || !toldAt || isDraft(order) || !listIn(order, 'line_items').every(isReadable)) return null
  const status = STATUSES[given]
  const refunds = listIn(order, 'refunds').flatMap((refund): RefundSaid[] => {
    const refundId = textIn(refund, 'id')
    const amount = decimalOf(refund.total)
    // The order tells amounts only; what came back is asked for.
    return refundId && amount ? [{ refundId, at: toldAt, lines: [], amount: positive(amount) }] : []
  })
  return {
    externalId,
    toldAt: new Date(toldAt),
    rank: progressOf(status, refunds.length),
    says: {
      ...saysOf(order, toldAt),
      ...said({ status, statusGiven: given || undefined }),
      ...(Array.isArray(order.refunds) && { refundIds: refunds.map(({ refundId }) => refundId) }),
    },
    refunds,
  }
}

/** A basket at the checkout. */
export const isDraft = (order: JsonObject): boolean =>
  /^(?:checkout-draft|auto-draft)$/.test(textIn(order, 'status') ?? '')

const isReadable = (line: JsonObject): boolean => decimalOf(line.quantity, 3) !== null && decimalOf(line.total) !== null

function saysOf(order: JsonObject, toldAt: string): OrderSaid {
  const status = textIn(order, 'status') ?? ''
  return said({
    orderNumber: textIn(order, 'number') ?? textIn(order, 'id'),
    orderedAt: timeIn(order, 'date_created_gmt', true),
    currency: textIn(order, 'currency'),
    buyer: buyerOf(order),
    lines: listIn(order, 'line_items').map(lineOf),
    freight: decimalOf(order.shipping_total) ?? undefined,
    channel: textIn(order, 'created_via') === 'pos' ? 'shop' : 'web',
    voucher: textIn(listIn(order, 'coupon_lines')[0], 'code'),
    approvedAt: timeIn(order, 'date_paid_gmt', true),
    cancelledAt: STATUSES[status] === 'cancelled' ? toldAt : undefined,
  })
}

function buyerOf(order: JsonObject): BuyerSaid {
  const billing = objectIn(order, 'billing')
  const shipping = objectIn(order, 'shipping')
  const address = textIn(shipping, 'address_1') ? shipping : billing
  const customerId = textIn(order, 'customer_id')
  return said({
    // 0: a guest.
    customerRef: customerId === '0' ? undefined : customerId,
    customerName: personName(billing) ?? personName(shipping),
    email: textIn(billing, 'email'),
    phone: textIn(billing, 'phone') ?? textIn(shipping, 'phone'),
    country: textIn(address, 'country'),
    region: textIn(address, 'state'),
    city: textIn(address, 'city'),
    address: [textIn(address, 'address_1'), textIn(address, 'address_2')].filter(Boolean).join(', ') || undefined,
    postcode: textIn(address, 'postcode'),
  })
}

export const personName = (person: JsonObject): string | undefined =>
  [textIn(person, 'first_name'), textIn(person, 'last_name')].filter(Boolean).join(' ') || undefined

/** The number of a product that has none of its own. */
export const skuOf = (line: JsonObject): string | undefined => {
  const variation = textIn(line, 'variation_id')
  return textIn(line, 'sku') ?? (variation && variation !== '0' ? variation : textIn(line, 'product_id'))
}

function lineOf(line: JsonObject): LineSaid {
  const quantity = decimalOf(line.quantity, 3) ?? '1'
  const after = decimalOf(line.total) ?? '0'
  const before = decimalOf(line.subtotal) ?? after
  return {
    ...said({ ref: textIn(line, 'id'), sku: skuOf(line), name: textIn(line, 'name') }),
    ...pricedLine({ quantity, before, after }),
  }
}

/** A refund as `/orders/ID/refunds` has it; null: not one. */
export function refundOfWoo(refund: JsonObject): RefundSaid | null {
  const refundId = textIn(refund, 'id')
  const at = timeIn(refund, 'date_created_gmt', true)
  if (!refundId || !at) return null
  const given = listIn(refund, 'line_items')
  const lines = given.flatMap((line) => {
    const named = listIn(line, 'meta_data').find((meta) => textIn(meta, 'key') === '_refunded_item_id')
    const of = textIn(named, 'value') ?? skuOf(line)
    const quantity = positive(decimalOf(line.quantity, 3) ?? '0')
    const amount = positive(decimalOf(line.total) ?? '0')
    return of && quantity !== '0' ? [{ of, quantity, amount }] : []
  })
  const all = (key: string) =>
    positive(
      sumOf(
        ...['line_items', 'shipping_lines', 'fee_lines']
          .flatMap((of) => listIn(refund, of))
          .map((one) => decimalOf(one[key])),
      ),
    )
  const freight = positive(sumOf(...listIn(refund, 'shipping_lines').map((one) => decimalOf(one.total))))
  const goods = sumOf(...lines.map(({ amount }) => amount))
  const whole = positive(decimalOf(refund.amount) ?? '0')
  const beyond = less(whole, goods, freight, all('total_tax'))
  return {
    refundId,
    at,
    lines,
    ...(isMore(beyond, '0') && { amount: sumOf(goods, beyond) }),
    ...(freight !== '0' && { freight }),
    ...said({ reason: textIn(refund, 'reason') }),
  }
}
