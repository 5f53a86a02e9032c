import { decimalOf } from '#core/words/decimal-of.ts'
import type { BuyerSaid, LineSaid, OrderSaid, OrderTelling, RefundSaid } from '#modules/orders/public.ts'
import { sumOf } from '../platform/priced-line.ts'
import { progressOf } from '../platform/progress.ts'
import { type JsonObject, listIn, objectIn, said, textIn, timeIn } from '../platform/read-json.ts'

const STATUSES: Record<string, NonNullable<OrderSaid['status']>> = {
  PaymentAuthorized: 'placed',
  PaymentSettled: 'paid',
  PartiallyShipped: 'paid',
  Shipped: 'shipped',
  PartiallyDelivered: 'shipped',
  Delivered: 'delivered',
  Cancelled: 'cancelled',
}

/** Vendure tells money in hundredths. @see MoneyStrategy, whose precision is 2 unless a shop changed it. */
export function moneyOf(minor: unknown): string | undefined {
  if (typeof minor !== 'number' || !Number.isFinite(minor)) return undefined
  return decimalOf(minor / 100) ?? undefined
}

/** An order of Vendure's Admin API at what customers pay, tax in it; null: a basket that nobody ordered yet. */
export function orderOfVendure(order: JsonObject): OrderTelling | null {
  const externalId = textIn(order, 'id')
  const toldAt = timeIn(order, 'updatedAt')
  const orderedAt = timeIn(order, 'orderPlacedAt')
  if (!externalId || !toldAt || !orderedAt) return null
  const status = STATUSES[textIn(order, 'state') ?? '']
  const refunds = refundsOf(order, toldAt)
  return {
    externalId,
    toldAt: new Date(toldAt),
    rank: progressOf(status, refunds.length),
    says: {
      ...saysOf(order, toldAt),
      ...said({ status, orderedAt }),
      refundIds: refunds.map(({ refundId }) => refundId),
    },
    refunds,
  }
}

function saysOf(order: JsonObject, toldAt: string): OrderSaid {
  const fulfillments = listIn(order, 'fulfillments').filter((one) => textIn(one, 'state') !== 'Cancelled')
  const sent = fulfillments.filter((one) => /Shipped|Delivered/.test(textIn(one, 'state') ?? ''))
  const isCancelled = textIn(order, 'state') === 'Cancelled'
  const codes = Array.isArray(order.couponCodes) ? order.couponCodes : []
  return said({
    orderNumber: textIn(order, 'code'),
    statusGiven: textIn(order, 'state'),
    currency: textIn(order, 'currencyCode'),
    buyer: buyerOf(order),
    lines: listIn(order, 'lines').map(lineOf),
    freight: moneyOf(order.shippingWithTax),
    channel: 'web',
    voucher: typeof codes[0] === 'string' ? codes[0] : undefined,
    approvedAt: listIn(order, 'payments')
      .filter((one) => textIn(one, 'state') === 'Settled')
      .map((one) => timeIn(one, 'createdAt'))
      .sort()[0],
    shippedAt: sent.map((one) => timeIn(one, 'createdAt')).sort()[0],
    deliveredAt:
      textIn(order, 'state') === 'Delivered'
        ? sent
            .map((one) => timeIn(one, 'updatedAt'))
            .sort()
            .at(-1)
        : undefined,
    cancelledAt: isCancelled ? toldAt : undefined,
  })
}

function buyerOf(order: JsonObject): BuyerSaid {
  const customer = objectIn(order, 'customer')
  const shipping = objectIn(order, 'shippingAddress')
  const address = textIn(shipping, 'streetLine1') ? shipping : objectIn(order, 'billingAddress')
  return said({
    customerRef: textIn(customer, 'id'),
    customerName: nameOf(customer) ?? textIn(address, 'fullName'),
    email: textIn(customer, 'emailAddress'),
    phone: textIn(customer, 'phoneNumber') ?? textIn(address, 'phoneNumber'),
    country: textIn(address, 'countryCode'),
    region: textIn(address, 'province'),
    city: textIn(address, 'city'),
    address: [textIn(address, 'streetLine1'), textIn(address, 'streetLine2')].filter(Boolean).join(', ') || undefined,
    postcode: textIn(address, 'postalCode'),
  })
}

export const nameOf = (person: JsonObject): string | undefined =>
  [textIn(person, 'firstName'), textIn(person, 'lastName')].filter(Boolean).join(' ') || undefined

/** What was ordered; pieces that were cancelled since are taken back by `refundsOf`. */
function lineOf(line: JsonObject): LineSaid {
  const variant = objectIn(line, 'productVariant')
  const quantity = placedOf(line)
  const price = Number(line.unitPriceWithTax) || 0
  const paid = typeof line.proratedUnitPriceWithTax === 'number' ? line.proratedUnitPriceWithTax : price
  const discount = moneyOf((price - paid) * quantity)
  return {
    ...said({
      ref: textIn(line, 'id'),
      sku: textIn(variant, 'sku') ?? textIn(variant, 'id'),
      name: textIn(variant, 'name'),
    }),
    quantity: String(quantity),
    unitPrice: moneyOf(price) ?? '0',
    ...(discount && discount !== '0' && { discount }),
  }
}

const placedOf = (line: JsonObject): number =>
  Math.max(Number(line.orderPlacedQuantity) || 0, Number(line.quantity) || 0)

function refundsOf(order: JsonObject, toldAt: string): RefundSaid[] {
  const refunds = listIn(order, 'payments')
    .flatMap((payment) => listIn(payment, 'refunds'))
    .filter((refund) => textIn(refund, 'state') !== 'Failed')
    .flatMap((refund): RefundSaid[] => {
      const refundId = textIn(refund, 'id')
      const at = timeIn(refund, 'createdAt')
      if (!refundId || !at) return []
      const lines = listIn(refund, 'lines').flatMap((line) => {
        const of = textIn(line, 'orderLineId')
        return of ? [{ of, quantity: String(Number(line.quantity) || 0) }] : []
      })
      const freight = moneyOf(refund.shipping)
      const amount = moneyOf(Number(refund.total) - (Number(refund.shipping) || 0))
      return [
        {
          ...{ refundId, at, lines },
          ...said({ amount, freight: freight === '0' ? undefined : freight, reason: textIn(refund, 'reason') }),
        },
      ]
    })
  const dropped = droppedOf(order, refunds)
  return dropped.length === 0 ? refunds : [...refunds, { refundId: 'x', at: toldAt, lines: dropped }]
}

/** Pieces that are no longer ordered and that no refund names: they were cancelled before they were paid back. */
function droppedOf(order: JsonObject, refunds: readonly RefundSaid[]) {
  if (textIn(order, 'state') === 'Cancelled') return []
  return listIn(order, 'lines').flatMap((line) => {
    const of = textIn(line, 'id') ?? ''
    const named = refunds.flatMap(({ lines }) => lines ?? []).filter((one) => one.of === of)
    const back = Number(sumOf(...named.map(({ quantity }) => quantity)))
    const quantity = placedOf(line) - (Number(line.quantity) || 0) - back
    return quantity > 0 ? [{ of, quantity: String(quantity) }] : []
  })
}
