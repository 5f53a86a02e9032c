import { decimalOf } from '#core/words/decimal-of.ts'
import { multiplyMicro, parseDecimal, shortestDecimal } from '#core/words/money.ts'
import {
  type BuyerSaid,
  type LineSaid,
  type OrderSaid,
  type OrderTelling,
  type RefundSaid,
  WHOLE_ORDER,
} from '#modules/orders/public.ts'
import { objectOf, type ReadEvent } from './read-event.ts'

/** Of two events of one moment the later step of an order's life counts. */
const RANKS: Record<string, number> = {
  'order completed': 0,
  'order updated': 1,
  'order refunded': 2,
  'order cancelled': 3,
}

const STATUSES: Record<string, NonNullable<OrderSaid['status']>> = {
  ...{ placed: 'placed', paid: 'paid', shipped: 'shipped', delivered: 'delivered', completed: 'completed' },
  ...{ cancelled: 'cancelled', canceled: 'cancelled', fulfilled: 'shipped' },
}

/**
 * What an event of Segment's e-commerce specification (v2: Order Completed, Updated, Refunded, Cancelled) tells of an
 * order; null for other events and for those without `order_id`. `revenue` is without freight and tax, as the
 * specification has it; a refund without products is one of all that is left.
 */
export function orderOfEvent(event: ReadEvent, channel: string): OrderTelling | null {
  const name = event.name.toLowerCase()
  const rank = event.type === 'track' ? RANKS[name] : undefined
  const externalId = textIn(event.properties, 'order_id')
  if (rank === undefined || externalId === null) return null
  const when = event.occurredAt.toISOString()
  const told = { externalId, toldAt: event.occurredAt, rank }
  const buyer = buyerOf(event)
  const known: OrderSaid = { orderNumber: externalId, ...(buyer && { buyer }) }
  if (name === 'order refunded') return { ...told, says: known, refunds: [refundOf(event, when)] }
  const says: OrderSaid = { ...known, ...goodsOf(event.properties), channel }
  if (name === 'order cancelled') return { ...told, says: { ...says, status: 'cancelled', cancelledAt: when } }
  const given = textIn(event.properties, 'status')
  const status = STATUSES[given?.toLowerCase() ?? ''] ?? (name === 'order completed' ? 'placed' : undefined)
  return {
    ...told,
    says: {
      ...says,
      ...(status && { status }),
      ...(given && { statusGiven: given }),
      ...(name === 'order completed' && { orderedAt: when }),
    },
  }
}

/** A browser's mark names the buyer only where nothing better does. */
function buyerOf({ userId, anonymousId, traits, properties }: ReadEvent): BuyerSaid | null {
  const email = textIn(properties, 'email') ?? textIn(traits, 'email')
  const phone = textIn(properties, 'phone') ?? textIn(traits, 'phone')
  const named = {
    ...(userId && { customerRef: userId }),
    ...(email && { email }),
    ...(phone && { phone }),
  }
  if (Object.keys(named).length > 0) return named
  return anonymousId ? { visitorId: anonymousId } : null
}

function goodsOf(properties: Record<string, unknown>): OrderSaid {
  const currency = textIn(properties, 'currency')?.toUpperCase()
  const paid = decimalOf(properties.revenue) ?? decimalOf(properties.subtotal) ?? netOf(properties)
  const lines = linesOf(properties, paid)
  const discount = decimalOf(properties.discount) ?? beyond(lines, decimalOf(properties.revenue))
  const freight = decimalOf(properties.shipping)
  const voucher = textIn(properties, 'coupon')
  return {
    ...(lines.length > 0 && { lines }),
    ...(lines.length === 0 && paid !== null && { total: paid }),
    ...(currency && /^[A-Z]{3}$/.test(currency) && { currency }),
    // Where lines have no prices, what was paid is known without it.
    ...(discount && lines.some((line) => line.sku !== undefined && line.unitPrice !== '0') && { discount }),
    ...(freight && { freight }),
    ...(voucher && { voucher }),
  }
}

/** What the lines come to beyond what was paid for them: a discount nobody named. */
function beyond(lines: readonly LineSaid[], revenue: string | null): string | null {
  const paid = parseDecimal(revenue ?? '') ?? 0n
  const sum = lines.reduce((all, line) => all + multiplyMicro(parseDecimal(line.unitPrice) ?? 0n, line.quantity), 0n)
  return paid > 0n && sum > paid ? shortestDecimal(sum - paid) : null
}

/** Whether an event that should say what was bought says nothing of it. */
export const isWithoutGoods = (event: ReadEvent, { says }: OrderTelling): boolean =>
  event.name.toLowerCase() === 'order completed' && says.lines === undefined && says.total === undefined

/** `total` includes freight and tax. */
function netOf(properties: Record<string, unknown>): string | null {
  const total = decimalOf(properties.total) ?? decimalOf(properties.value)
  if (total === null) return null
  const micro = (value: unknown) => parseDecimal(decimalOf(value) ?? '0') ?? 0n
  const net = micro(total) - micro(properties.shipping) - micro(properties.tax)
  return net >= 0n ? shortestDecimal(net) : total
}

/** Products without a price are lines of nothing, beside one line of what was paid. */
function linesOf(properties: Record<string, unknown>, paid: string | null): LineSaid[] {
  const products = productsIn(properties)
  const lines = products.map((product): LineSaid => {
    const sku = textIn(product, 'sku') ?? textIn(product, 'product_id')
    const [name, category, brand] = ['name', 'category', 'brand'].map((key) => textIn(product, key))
    return {
      ...(sku && { sku }),
      ...(name && { name }),
      ...(category && { category }),
      ...(brand && { brand }),
      quantity: quantityOf(product),
      unitPrice: decimalOf(product.price) ?? '0',
    }
  })
  const isPriced = products.some((product) => decimalOf(product.price) !== null)
  if (lines.length === 0 || isPriced || paid === null || paid === '0') return lines
  return [...lines, { quantity: '1', unitPrice: paid }]
}

function refundOf({ properties, messageKey }: ReadEvent, at: string): RefundSaid {
  const products = productsIn(properties)
  const given = textIn(properties, 'refund_id')
  if (products.length === 0) return { refundId: given ?? WHOLE_ORDER, at, lines: null }
  const lines = products.flatMap((product) => {
    const of = textIn(product, 'sku') ?? textIn(product, 'product_id')
    return of ? [{ of, quantity: quantityOf(product) }] : []
  })
  // Two refunds of a shop that names none are told apart by their messages.
  return { refundId: given ?? messageKey.slice(-12), at, lines }
}

const MOST_PRODUCTS = 500

const productsIn = ({ products }: Record<string, unknown>): Record<string, unknown>[] =>
  Array.isArray(products)
    ? products.slice(0, MOST_PRODUCTS).flatMap((one) => {
        const product = objectOf(one)
        return product ? [product] : []
      })
    : []

function quantityOf({ quantity }: Record<string, unknown>): string {
  const said = decimalOf(quantity, 3)
  return said === null || said.startsWith('-') || said === '0' ? '1' : said
}

function textIn(of: Record<string, unknown>, key: string): string | null {
  const value = of[key]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null
}
