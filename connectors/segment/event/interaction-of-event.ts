import { objectOf, type ReadEvent } from './read-event.ts'

/** An event as a timeline tells it. */
export interface Told {
  kind: string
  channel: string
  subject: string | null
  body: string | null
  data: Record<string, unknown> | null
}

/** Names of Segment's e-commerce specification (v2), as the timeline calls what happened. */
const KINDS: Record<string, string> = {
  'products searched': 'search',
  'product list viewed': 'page_view',
  'product list filtered': 'page_view',
  'product clicked': 'product_view',
  'product viewed': 'product_view',
  'product compared': 'compare',
  'products compared': 'compare',
  'product added': 'cart',
  'product removed': 'cart_removed',
  'product added to wishlist': 'wishlist',
  'product removed from wishlist': 'wishlist_removed',
  'wishlist product added to cart': 'cart',
  'cart viewed': 'cart_view',
  'cart shared': 'shared',
  'product shared': 'shared',
  'checkout started': 'checkout',
  'checkout step viewed': 'checkout',
  'checkout step completed': 'checkout',
  'payment info entered': 'checkout',
  'coupon entered': 'coupon',
  'coupon applied': 'coupon',
  'coupon denied': 'coupon',
  'coupon removed': 'coupon',
  'promotion viewed': 'promotion',
  'promotion clicked': 'promotion',
  'product reviewed': 'review',
  'order completed': 'order_event',
  'order updated': 'order_event',
  'order refunded': 'order_event',
  'order cancelled': 'order_event',
}

/** What a timeline tells of an event; null for those that only say who somebody is. */
export function interactionOf(event: ReadEvent, known: (name: string) => boolean): Told | null {
  if (event.type === 'identify' || event.type === 'alias' || event.type === 'group') return null
  const { properties } = event
  const channel = channelOf(event)
  const data = dataOf(event, known)
  if (event.type !== 'track') {
    return {
      kind: 'page_view',
      channel,
      subject: textIn(properties, 'title') ?? (event.name || null),
      body: placeOf(event),
      data,
    }
  }
  const kind = KINDS[event.name.toLowerCase()] ?? 'event'
  return {
    kind,
    channel,
    subject: subjectOf(event, kind),
    body: textIn(properties, 'review_body') ?? placeOf(event),
    data,
  }
}

export const channelOf = (event: ReadEvent): 'app' | 'web' => (event.type === 'screen' || isApp(event) ? 'app' : 'web')

const isApp = ({ context }: ReadEvent) => {
  const type = objectOf(context.device)?.type
  return typeof type === 'string' && /^(?:ios|android)$/i.test(type)
}

function subjectOf({ name, properties }: ReadEvent, kind: string): string | null {
  switch (kind) {
    case 'search':
      return textIn(properties, 'query')
    case 'coupon':
      return [name, textIn(properties, 'coupon_id') ?? textIn(properties, 'coupon_name')].filter(Boolean).join(': ')
    case 'compare':
      return (
        productsOf(properties)
          .map(({ name: product, sku }) => product ?? sku)
          .join(' · ')
          .slice(0, 300) || name
      )
    case 'event':
    case 'order_event':
      return name
    default:
      return textIn(properties, 'name') ?? textIn(properties, 'sku') ?? textIn(properties, 'product_id') ?? name
  }
}

/** The path of the page; what stands behind it may be personal. */
function placeOf({ properties, context }: ReadEvent): string | null {
  const path = textIn(properties, 'path') ?? textIn(objectOf(context.page) ?? {}, 'path')
  return path ? (path.split(/[?#]/)[0] ?? null) : null
}

const MOST_NAMES = 40
const NAME = /^[A-Za-z][\w .-]{0,59}$/
/** Timelines are read by many: who somebody is stands in the record, where it can be masked, and not here. */
const PERSONAL =
  /mail|phone|mobile|passw|token|secret|card|iban|ssn|birth|address|street|first.?name|last.?name|full.?name/i

/** Properties worth keeping: plain values under plain names, products as short lists. */
function dataOf(
  { properties, isClockOff, name, type }: ReadEvent,
  known: (name: string) => boolean,
): Record<string, unknown> | null {
  const kept: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(properties).slice(0, MOST_NAMES)) {
    if (!NAME.test(key) || PERSONAL.test(key) || key === 'products' || !known(key)) continue
    const plain = plainOf(value)
    if (plain !== undefined) kept[key] = plain
  }
  const products = productsOf(properties)
  if (products.length > 0) kept.products = products
  if (type === 'track') kept.event = name
  if (isClockOff) kept.clockOff = true
  return Object.keys(kept).length > 0 ? kept : null
}

function plainOf(value: unknown): string | number | boolean | string[] | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return value
  // An address among the values is as personal as one under its name.
  if (typeof value === 'string') return value.includes('@') ? undefined : value.slice(0, 200)
  if (!Array.isArray(value)) return undefined
  const texts = value.filter((one) => typeof one === 'string' || typeof one === 'number').map(String)
  return texts.length > 0 ? texts.slice(0, 20).map((text) => text.slice(0, 100)) : undefined
}

interface ToldProduct {
  sku?: string
  name?: string
  price?: string
  quantity?: number
}

/** At most twenty products, as far as a reader needs them. */
function productsOf(properties: Record<string, unknown>): ToldProduct[] {
  const given = Array.isArray(properties.products) ? properties.products.slice(0, 20) : []
  return given.flatMap((one) => {
    const product = objectOf(one)
    if (!product) return []
    const sku = textIn(product, 'sku') ?? textIn(product, 'product_id')
    const name = textIn(product, 'name')
    const price = textIn(product, 'price')
    const quantity = typeof product.quantity === 'number' && Number.isFinite(product.quantity) ? product.quantity : null
    const told = {
      ...(sku && { sku }),
      ...(name && { name }),
      ...(price && { price }),
      ...(quantity !== null && { quantity }),
    }
    return Object.keys(told).length > 0 ? [told] : []
  })
}

function textIn(of: Record<string, unknown>, key: string): string | null {
  const value = of[key]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 300) : null
}
