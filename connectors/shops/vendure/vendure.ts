import { Webhook } from 'standardwebhooks'
import { askGraphql } from '../platform/ask-shop.ts'
import type { Cursor, Message, Page, Platform, ShopAccess, Signed, Wanted } from '../platform/platform.ts'
import { ShopError } from '../platform/platform.ts'
import { type JsonObject, listIn, objectIn, textIn } from '../platform/read-json.ts'
import { NOTHING, type ShopNews } from '../platform/shop-news.ts'
import { CUSTOMERS, LOGIN, ONE_CUSTOMER, ONE_ORDER, ONE_VARIANT, ORDERS, PRODUCTS } from './queries.ts'
import { orderOfVendure } from './read-order.ts'
import { customerOfVendure, productOfVendure } from './read-records.ts'

const TAKE = 50

/**
 * Vendure: it has no webhooks of its own, so a small plug-in (rapport-plugin.cjs) says what changed, signed by the
 * Standard Webhooks specification; what it is now is asked of the Admin API, where pulls come from, too.
 */
export const vendure: Platform = {
  credentials: ['username', 'password'],
  ownSecret: false,
  verify,
  read: readMessage,
  find,
  pull,
  greet: async (access) => {
    await signIn(access)
    return new URL(access.address).hostname
  },
}

/** The specification's own check: the moment is signed, too, and may be five minutes off. */
function verify({ headers, body, secrets, now }: Signed): string | null {
  const given = {
    'webhook-id': String(headers['webhook-id'] ?? ''),
    'webhook-timestamp': String(headers['webhook-timestamp'] ?? ''),
    'webhook-signature': String(headers['webhook-signature'] ?? ''),
  }
  if (Math.abs(Number(given['webhook-timestamp']) - Math.floor(now.getTime() / 1000)) > 300) return null
  const isGood = secrets.some((secret) => {
    try {
      new Webhook(secret).verify(body, given)
      return true
    } catch {
      return false
    }
  })
  const topic = headers['rapport-topic']
  if (!isGood) return null
  return typeof topic === 'string' ? topic.toLowerCase().slice(0, 100) : 'changed'
}

/** `{"changed": [{"kind": "order", "id": "7"}, …]}` */
function readMessage({ body }: Message): { news: ShopNews; wants: Wanted[] } {
  const wants = listIn(body, 'changed').flatMap((one): Wanted[] => {
    const kind = textIn(one, 'kind')
    const id = textIn(one, 'id')
    return id && (kind === 'order' || kind === 'customer' || kind === 'product') ? [{ kind, id }] : []
  })
  return { news: NOTHING, wants }
}

async function find(access: ShopAccess, { kind, id }: Wanted): Promise<ShopNews> {
  const ask = await signIn(access)
  if (kind === 'customer') return readOne('customers', objectIn(await ask(ONE_CUSTOMER, { id }), 'customer'))
  if (kind === 'product') return readOne('products', objectIn(await ask(ONE_VARIANT, { id }), 'productVariant'))
  return readOne('orders', objectIn(await ask(ONE_ORDER, { id }), 'order'))
}

function readOne(part: Cursor['part'], item: JsonObject): ShopNews {
  if (part === 'customers') return { ...NOTHING, customers: [customerOfVendure(item)].flatMap((one) => one ?? []) }
  if (part === 'products') return { ...NOTHING, products: [productOfVendure(item)].flatMap((one) => one ?? []) }
  return { ...NOTHING, orders: [orderOfVendure(item)].flatMap((one) => one ?? []) }
}

const LISTS = {
  orders: { query: ORDERS, of: 'orders' },
  customers: { query: CUSTOMERS, of: 'customers' },
  products: { query: PRODUCTS, of: 'productVariants' },
}

async function pull(access: ShopAccess, { part, after, since }: Cursor): Promise<Page> {
  const { query, of } = LISTS[part]
  const skip = Number(after ?? 0)
  const ask = await signIn(access)
  const filter = since ? { filter: { updatedAt: { after: since } } } : {}
  const data = await ask(query, { options: { take: TAKE, skip, sort: { id: 'ASC' }, ...filter } })
  const items = listIn(objectIn(data, of), 'items')
  const news = items.map((item) => readOne(part, item))
  return {
    news: {
      orders: news.flatMap(({ orders }) => orders),
      customers: news.flatMap(({ customers }) => customers),
      products: news.flatMap(({ products }) => products),
    },
    after: items.length < TAKE ? null : String(skip + TAKE),
  }
}

type Ask = (query: string, variables: object) => Promise<Record<string, unknown>>

/** A session of this one errand: nothing of it is kept. */
async function signIn(access: ShopAccess): Promise<Ask> {
  const url = `${access.address}/admin-api`
  const { username, password } = access.credentials
  const { data, headers } = await askGraphql(access, url, { query: LOGIN, variables: { username, password } })
  const token = headers['vendure-auth-token']
  if (objectIn(data, 'login').__typename !== 'CurrentUser' || !token) throw new ShopError('shop_refused_access')
  return async (query, variables) =>
    (await askGraphql(access, url, { query, variables, headers: { authorization: `Bearer ${token}` } })).data
}
