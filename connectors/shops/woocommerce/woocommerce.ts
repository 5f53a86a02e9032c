import { askShop } from '../platform/ask-shop.ts'
import { isSignedBy } from '../platform/hmac.ts'
import type { Cursor, Message, Page, Platform, ShopAccess, Wanted } from '../platform/platform.ts'
import { type JsonObject, listIn, objectIn, textIn } from '../platform/read-json.ts'
import { NOTHING, type ProductTelling, type ShopNews } from '../platform/shop-news.ts'
import { isDraft, orderOfWoo, refundOfWoo } from './read-order.ts'
import { customerOfWoo, isVariable, productOfWoo } from './read-records.ts'

const API = '/wp-json/wc/v3'
const PER_PAGE = 50
const TOPICS = [
  'order.created',
  'order.updated',
  'order.deleted',
  'customer.created',
  'customer.updated',
  'product.created',
  'product.updated',
]

/**
 * WooCommerce: webhooks signed with the secret they were made with (`X-WC-Webhook-Signature`, base64 of the HMAC of the
 * body), pulls by the REST API v3 with a consumer key.
 */
export const woocommerce: Platform = {
  credentials: ['consumerKey', 'consumerSecret'],
  ownSecret: false,
  verify: ({ headers, body, secrets }) => {
    const topic = headers['x-wc-webhook-topic']
    if (!isSignedBy(body, headers['x-wc-webhook-signature'], secrets)) return null
    return typeof topic === 'string' ? topic.toLowerCase() : 'unknown'
  },
  read: readMessage,
  find,
  pull,
  greet: async (access) => {
    await list(access, 'orders', { per_page: '1' })
    return new URL(access.address).hostname
  },
  subscribe: async (access, { url, secret }) => {
    // Those that are there get the secret, too: it may be another than when they were made, and the shop never tells it.
    const there = new Map<string, string>()
    for (const hook of await list(access, 'webhooks', { per_page: '100' })) {
      if (hook.delivery_url === url) there.set(textIn(hook, 'topic') ?? '', textIn(hook, 'id') ?? '')
    }
    for (const topic of TOPICS) {
      const id = there.get(topic)
      const fields = { name: `Rapport ${topic}`, topic, delivery_url: url, secret: secret ?? '', status: 'active' }
      await askShop(access, `${access.address}${API}/webhooks${id ? `/${id}` : ''}`, {
        method: id ? 'PUT' : 'POST',
        headers: { ...signIn(access), 'content-type': 'application/json' },
        body: JSON.stringify(fields),
      })
    }
  },
}

function readMessage({ topic, body, receivedAt }: Message): ReturnType<Platform['read']> {
  const [kind, what] = topic.split('.')
  const id = textIn(body, 'id')
  if (kind === 'order' && what === 'deleted') {
    const says = { status: 'cancelled' as const, cancelledAt: receivedAt.toISOString() }
    const orders = id ? [{ externalId: id, toldAt: receivedAt, says }] : []
    return { news: { ...NOTHING, orders }, wants: [] }
  }
  if (kind === 'order') {
    const order = orderOfWoo(body)
    if (!order && !isDraft(body)) return { news: NOTHING, wants: [], problem: 'order_unreadable' }
    const wants = order && id && (order.refunds?.length ?? 0) > 0 ? [{ kind: 'refunds' as const, id }] : []
    return { news: { ...NOTHING, orders: order ? [order] : [] }, wants }
  }
  if (kind === 'customer') {
    const customer = what === 'deleted' ? null : customerOfWoo(body)
    return { news: { ...NOTHING, customers: customer ? [customer] : [] }, wants: [] }
  }
  if (kind !== 'product' || what === 'deleted') return { news: NOTHING, wants: [] }
  if (isVariable(body) && id) return { news: NOTHING, wants: [{ kind: 'product', id }] }
  const product = productOfWoo(body)
  return { news: { ...NOTHING, products: product ? [product] : [] }, wants: [] }
}

async function find(access: ShopAccess, wanted: Wanted, message: Message): Promise<ShopNews> {
  if (wanted.kind === 'refunds') return { ...NOTHING, orders: [await refundsOf(access, message.body)] }
  if (wanted.kind !== 'product') return NOTHING
  return { ...NOTHING, products: await variationsOf(access, message.body) }
}

/** An order with its refunds in full; they count beyond the amounts that the order itself tells. */
async function refundsOf(access: ShopAccess, order: JsonObject) {
  const told = orderOfWoo(order)
  const refunds = (await list(access, `orders/${textIn(order, 'id')}/refunds`, { per_page: '100' })).flatMap(
    (refund) => refundOfWoo(refund) ?? [],
  )
  const toldAt = told?.toldAt ?? new Date(0)
  return { externalId: textIn(order, 'id') ?? '', toldAt, rank: (told?.rank ?? 0) + 1, says: {}, refunds }
}

async function variationsOf(access: ShopAccess, product: JsonObject): Promise<ProductTelling[]> {
  const found = await list(access, `products/${textIn(product, 'id')}/variations`, { per_page: '100' })
  return found.flatMap((variation) => productOfWoo(variation, product) ?? [])
}

/** Pages are counted; what is added meanwhile comes at the end. */
async function pull(access: ShopAccess, { part, after, since }: Cursor): Promise<Page> {
  const page = after ?? '1'
  // WooCommerce can't tell which customers changed; orders bring those who bought, webhooks the others.
  if (part === 'customers' && since) return { news: NOTHING, after: null }
  const changed: Record<string, string> = since ? { modified_after: since, dates_are_gmt: 'true' } : {}
  const query: Record<string, string> = { page, per_page: String(PER_PAGE), order: 'asc', orderby: 'id', ...changed }
  const rows = await list(access, part, part === 'customers' ? { ...query, role: 'all' } : query)
  return { news: await newsOf(access, part, rows), after: rows.length < PER_PAGE ? null : String(Number(page) + 1) }
}

async function newsOf(access: ShopAccess, part: Cursor['part'], rows: readonly JsonObject[]): Promise<ShopNews> {
  if (part === 'customers') return { ...NOTHING, customers: rows.flatMap((row) => customerOfWoo(row) ?? []) }
  if (part === 'products') {
    const products: ProductTelling[] = []
    for (const row of rows) {
      if (isVariable(row)) products.push(...(await variationsOf(access, row)))
      else products.push(...[productOfWoo(row)].flatMap((one) => one ?? []))
    }
    return { ...NOTHING, products }
  }
  const orders = rows.flatMap((row) => orderOfWoo(row) ?? [])
  for (const row of rows) if (listIn(row, 'refunds').length > 0) orders.push(await refundsOf(access, row))
  return { ...NOTHING, orders }
}

async function list(access: ShopAccess, path: string, query: Record<string, string>): Promise<JsonObject[]> {
  const url = `${access.address}${API}/${path}?${new URLSearchParams(query)}`
  const { body } = await askShop(access, url, { headers: signIn(access) })
  return Array.isArray(body) ? body.map((row) => objectIn(row)) : []
}

const signIn = ({ credentials }: ShopAccess) => ({
  authorization: `Basic ${Buffer.from(`${credentials.consumerKey}:${credentials.consumerSecret}`).toString('base64')}`,
})
