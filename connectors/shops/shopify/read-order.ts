import { decimalOf } from '#core/words/decimal-of.ts'
import type { BuyerSaid, LineSaid, OrderSaid, OrderTelling, RefundSaid } from '#modules/orders/public.ts'
import { isMore, less, positive, sumOf } from '../platform/priced-line.ts'
import { progressOf } from '../platform/progress.ts'
import { type JsonObject, listIn, objectIn, said, textIn, timeIn } from '../platform/read-json.ts'

/** An order as Shopify's REST Admin API and its order webhooks have it; null: not one, or one for trying things out. */
export function orderOfShopify(order: JsonObject): OrderTelling | null {
  const externalId = textIn(order, 'id')
  const toldAt = timeIn(order, 'updated_at') ?? timeIn(order, 'created_at')
  // Orders of the payment's test mode were never paid.
  if (!externalId || !toldAt || order.test === true || !listIn(order, 'line_items').every(isReadable)) return null
  const refunds = listIn(order, 'refunds').flatMap((refund) => refundOfShopify(refund) ?? [])
  const says = saysOf(order)
  return {
    externalId,
    toldAt: new Date(toldAt),
    rank: progressOf(says.status, refunds.length),
    says: { ...says, ...(Array.isArray(order.refunds) && { refundIds: refunds.map(({ refundId }) => refundId) }) },
    refunds,
  }
}

const isReadable = (line: JsonObject): boolean => decimalOf(line.quantity, 3) !== null && decimalOf(line.price) !== null

function saysOf(order: JsonObject): OrderSaid {
  const fulfillments = listIn(order, 'fulfillments').filter((one) => textIn(one, 'status') !== 'cancelled')
  const cancelledAt = timeIn(order, 'cancelled_at')
  const isDelivered =
    fulfillments.length > 0 && fulfillments.every((one) => textIn(one, 'shipment_status') === 'delivered')
  const freight =
    decimalOf(objectIn(objectIn(order, 'total_shipping_price_set'), 'shop_money').amount) ??
    sumOf(...listIn(order, 'shipping_lines').map((line) => decimalOf(line.price)))
  return said({
    orderNumber: textIn(order, 'name') ?? textIn(order, 'order_number'),
    orderedAt: timeIn(order, 'processed_at') ?? timeIn(order, 'created_at'),
    status: statusOf(order, { isCancelled: cancelledAt !== undefined, isDelivered }),
    statusGiven: [textIn(order, 'financial_status'), textIn(order, 'fulfillment_status')].filter(Boolean).join(' / '),
    currency: textIn(order, 'currency'),
    buyer: buyerOf(order),
    lines: listIn(order, 'line_items').map(lineOf),
    freight,
    channel: textIn(order, 'source_name') === 'pos' ? 'shop' : 'web',
    voucher: textIn(listIn(order, 'discount_codes')[0], 'code'),
    cancelledAt,
    reason: textIn(order, 'cancel_reason'),
    shippedAt: fulfillments.map((one) => timeIn(one, 'created_at')).sort()[0],
    deliveredAt: isDelivered
      ? fulfillments
          .map((one) => timeIn(one, 'updated_at'))
          .sort()
          .at(-1)
      : undefined,
  })
}

function statusOf(
  order: JsonObject,
  { isCancelled, isDelivered }: { isCancelled: boolean; isDelivered: boolean },
): OrderSaid['status'] {
  if (isCancelled) return 'cancelled'
  if (isDelivered) return 'delivered'
  if (textIn(order, 'fulfillment_status') === 'fulfilled') return 'shipped'
  // What was refunded was paid before; the refunds stand as returns of their own.
  return /^(?:paid|partially_refunded|refunded)$/.test(textIn(order, 'financial_status') ?? '') ? 'paid' : 'placed'
}

function buyerOf(order: JsonObject): BuyerSaid {
  const customer = objectIn(order, 'customer')
  const shipping = objectIn(order, 'shipping_address')
  const address = Object.keys(shipping).length > 0 ? shipping : objectIn(order, 'billing_address')
  return said({
    customerRef: textIn(customer, 'id'),
    customerName: nameOf(customer) ?? textIn(address, 'name'),
    email: textIn(order, 'email') ?? textIn(customer, 'email'),
    phone: textIn(order, 'phone') ?? textIn(customer, 'phone') ?? textIn(address, 'phone'),
    country: textIn(address, 'country_code'),
    region: textIn(address, 'province'),
    city: textIn(address, 'city'),
    address: [textIn(address, 'address1'), textIn(address, 'address2')].filter(Boolean).join(', ') || undefined,
    postcode: textIn(address, 'zip'),
  })
}

export const nameOf = (person: JsonObject): string | undefined =>
  [textIn(person, 'first_name'), textIn(person, 'last_name')].filter(Boolean).join(' ') || undefined

function lineOf(line: JsonObject): LineSaid {
  const discount = sumOf(...listIn(line, 'discount_allocations').map((one) => decimalOf(one.amount)))
  return {
    ...said({
      ref: textIn(line, 'id'),
      sku: textIn(line, 'sku') ?? textIn(line, 'variant_id'),
      name: textIn(line, 'name') ?? textIn(line, 'title'),
      brand: textIn(line, 'vendor'),
    }),
    quantity: decimalOf(line.quantity, 3) ?? '1',
    unitPrice: decimalOf(line.price) ?? '0',
    ...(discount !== '0' && { discount }),
  }
}

/** A refund, as it stands in an order and in `refunds/create`; null: not one. */
export function refundOfShopify(refund: JsonObject): RefundSaid | null {
  const refundId = textIn(refund, 'id')
  const at = timeIn(refund, 'processed_at') ?? timeIn(refund, 'created_at')
  if (!refundId || !at) return null
  const given = listIn(refund, 'refund_line_items')
  const lines = given.flatMap((line) => {
    const of = textIn(line, 'line_item_id')
    const amount = decimalOf(line.subtotal) ?? undefined
    return of ? [{ of, quantity: decimalOf(line.quantity, 3) ?? '1', ...said({ amount }) }] : []
  })
  const adjusted = (kind: string) =>
    listIn(refund, 'order_adjustments')
      .filter((one) => textIn(one, 'kind') === kind)
      .flatMap((one) => [decimalOf(one.amount), decimalOf(one.tax_amount)])
  const freight = positive(sumOf(...adjusted('shipping_refund')))
  const goods = sumOf(...lines.map(({ amount }) => amount))
  const tax = sumOf(...given.map((line) => decimalOf(line.total_tax)))
  const paidOut = sumOf(
    ...listIn(refund, 'transactions')
      .filter((one) => textIn(one, 'kind') === 'refund' && textIn(one, 'status') !== 'failure')
      .map((one) => decimalOf(one.amount)),
  )
  const beyond = less(paidOut, goods, freight, tax)
  return {
    refundId,
    at,
    lines,
    ...(isMore(beyond, '0') && { amount: sumOf(goods, beyond) }),
    ...(freight !== '0' && { freight }),
    ...said({ reason: textIn(refund, 'note') }),
  }
}
