import { askGraphql } from '../platform/ask-shop.ts'
import { isSignedBy } from '../platform/hmac.ts'
import type { Cursor, Message, Page, Platform, ShopAccess } from '../platform/platform.ts'
import { ShopError } from '../platform/platform.ts'
import { type JsonObject, listIn, objectIn, textIn, timeIn } from '../platform/read-json.ts'
import { NOTHING, type ShopNews } from '../platform/shop-news.ts'
import { CUSTOMERS, ORDERS, PRODUCTS, SHOP, SUBSCRIBE, SUBSCRIPTIONS } from './queries.ts'
import { orderOfShopify, refundOfShopify } from './read-order.ts'
import { customerOfShopify, productsOfShopify } from './read-records.ts'
import { restCustomer, restOrder, restProduct } from './rest-form.ts'

const VERSION = '2026-10'
const TOPICS = [
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'orders/delete',
  'refunds/create',
  'customers/create',
  'customers/update',
  'products/create',
  'products/update',
]

/**
 * Shopify: webhooks signed by the app's secret (`X-Shopify-Hmac-Sha256`, base64 of the HMAC of the body), pulls by the
 * GraphQL Admin API with the token of a custom app.
 */
export const shopify: Platform = {
  credentials: ['accessToken'],
  ownSecret: true,
  verify: ({ headers, body, secrets }) => {
    const topic = headers['x-shopify-topic']
    if (!isSignedBy(body, headers['x-shopify-hmac-sha256'], secrets)) return null
    return typeof topic === 'string' ? topic.toLowerCase() : 'unknown'
  },
  read: (message) => {
    const news = readMessage(message)
    const isOrder = /^orders\/(?:create|updated|cancelled)$/.test(message.topic) && message.body.test !== true
    const problem = isOrder && news.orders.length === 0 ? { problem: 'order_unreadable' } : {}
    return { news, wants: [], ...problem }
  },
  find: async () => NOTHING,
  pull,
  greet: async (access) => {
    const { data } = await ask(access, SHOP, {})
    return textIn(objectIn(data, 'shop'), 'name') ?? access.address
  },
  subscribe: async (access, { url }) => {
    const { data } = await ask(access, SUBSCRIPTIONS, {})
    const there = new Set(
      listIn(data, 'webhookSubscriptions').flatMap((one) => (one.uri === url ? [textIn(one, 'topic')] : [])),
    )
    for (const topic of TOPICS.map((name) => name.replace('/', '_').toUpperCase())) {
      if (there.has(topic)) continue
      const { data: answer } = await ask(access, SUBSCRIBE, { topic, url })
      const wrong = listIn(objectIn(answer, 'webhookSubscriptionCreate'), 'userErrors')
      if (wrong.length > 0) throw new ShopError('shop_refused_access')
    }
  },
}

function readMessage({ topic, body, receivedAt }: Message): ShopNews {
  const [kind, what] = topic.split('/')
  if (kind === 'orders' && what === 'delete') {
    const externalId = textIn(body, 'id')
    const says = { status: 'cancelled' as const, cancelledAt: receivedAt.toISOString() }
    return externalId ? { ...NOTHING, orders: [{ externalId, toldAt: receivedAt, says }] } : NOTHING
  }
  if (kind === 'orders') return { ...NOTHING, orders: some(orderOfShopify(body)) }
  if (kind === 'refunds') {
    const externalId = textIn(body, 'order_id')
    const refund = refundOfShopify(body)
    if (!externalId || !refund) return NOTHING
    const toldAt = new Date(timeIn(body, 'created_at') ?? refund.at)
    return { ...NOTHING, orders: [{ externalId, toldAt, says: {}, refunds: [refund] }] }
  }
  if (kind === 'customers' && what !== 'delete') return { ...NOTHING, customers: some(customerOfShopify(body)) }
  if (kind === 'products' && what !== 'delete') return { ...NOTHING, products: productsOfShopify(body) }
  return NOTHING
}

const some = <T>(one: T | null): T[] => (one === null ? [] : [one])

const PULLS = {
  orders: {
    query: ORDERS,
    of: 'orders',
    read: (node: JsonObject) => ({ orders: some(orderOfShopify(restOrder(node))) }),
  },
  customers: {
    query: CUSTOMERS,
    of: 'customers',
    read: (node: JsonObject) => ({ customers: some(customerOfShopify(restCustomer(node))) }),
  },
  products: {
    query: PRODUCTS,
    of: 'productVariants',
    read: (node: JsonObject) => ({ products: productsOfShopify(restProduct(node)) }),
  },
}

async function pull(access: ShopAccess, { part, after, since }: Cursor): Promise<Page> {
  const { query, of, read } = PULLS[part]
  const { data } = await ask(access, query, { after, query: since ? `updated_at:>='${since}'` : null })
  const page = objectIn(data, of)
  const { hasNextPage, endCursor } = objectIn(page, 'pageInfo')
  const news = listIn(data, of).map((node): Partial<ShopNews> => read(node))
  return {
    news: {
      orders: news.flatMap(({ orders = [] }) => orders),
      customers: news.flatMap(({ customers = [] }) => customers),
      products: news.flatMap(({ products = [] }) => products),
    },
    after: hasNextPage === true && typeof endCursor === 'string' ? endCursor : null,
  }
}

const ask = (access: ShopAccess, query: string, variables: object) =>
  askGraphql(access, `${access.address}/admin/api/${VERSION}/graphql.json`, {
    query,
    variables,
    headers: { 'x-shopify-access-token': access.credentials.accessToken ?? '' },
  })
