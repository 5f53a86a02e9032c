import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

type Row = Record<string, unknown> & { id: number }

/**
 * A stand-in for a WooCommerce shop that speaks its REST API v3 as documented: Basic auth, pages by id, `modified_after`,
 * refunds under their orders, variations under their products, webhooks that are registered and signed.
 */
export interface WooShop {
  url: string
  orders: Row[]
  customers: Row[]
  products: Row[]
  refunds: Map<number, Row[]>
  hooks: { id: number; topic: string; delivery_url: string; secret: string }[]
  /** Requests that came. */
  asked: string[]
  /** Answers every request with this status until it is null again. */
  broken: number | null
}

export const KEY = { consumerKey: 'ck_test', consumerSecret: 'cs_test' }

export async function openWooShop(): Promise<WooShop> {
  const shop: WooShop = {
    ...{ url: '', orders: [], customers: [], products: [], hooks: [], asked: [], broken: null },
    refunds: new Map(),
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const url = new URL(request.url ?? '', 'http://shop')
      shop.asked.push(`${request.method} ${url.pathname}${url.search}`)
      const [user, word] = Buffer.from((request.headers.authorization ?? '').slice(6), 'base64')
        .toString()
        .split(':')
      const isLetIn = user === KEY.consumerKey && word === KEY.consumerSecret
      const body = Buffer.concat(chunks).toString()
      const [status, answer] = shop.broken
        ? [shop.broken, {}]
        : isLetIn
          ? answerTo(shop, url, request.method, body)
          : [401, {}]
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  after(() => server.close())
  shop.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return shop
}

function answerTo(shop: WooShop, url: URL, method: string | undefined, body: string): [number, unknown] {
  const [part = '', id, inner] = url.pathname.replace('/wp-json/wc/v3/', '').split('/')
  if (part === 'webhooks' && method === 'POST') {
    shop.hooks.push({ ...(JSON.parse(body) as WooShop['hooks'][number]), id: shop.hooks.length + 1 })
    return [201, shop.hooks.at(-1)]
  }
  const hook = shop.hooks.find((one) => one.id === Number(id))
  if (part === 'webhooks' && method === 'PUT') return hook ? [200, Object.assign(hook, JSON.parse(body))] : [404, {}]
  // The secret is never told.
  if (part === 'webhooks') return [200, shop.hooks.map(({ secret: _, ...told }) => told)]
  if (part === 'orders' && inner === 'refunds') return [200, shop.refunds.get(Number(id)) ?? []]
  if (part === 'products' && inner === 'variations') {
    return [200, shop.products.find((one) => one.id === Number(id))?.ofVariations ?? []]
  }
  const rows = part === 'orders' ? shop.orders : part === 'customers' ? shop.customers : shop.products
  const since = url.searchParams.get('modified_after')
  const size = Number(url.searchParams.get('per_page') ?? 10)
  const page = Number(url.searchParams.get('page') ?? 1)
  const found = rows
    .filter((row) => !since || Date.parse(`${row.date_modified_gmt}Z`) > Date.parse(since))
    .sort((a, b) => a.id - b.id)
  return [200, found.slice((page - 1) * size, page * size)]
}

/** What WooCommerce sends of a message: body and headers. */
export function wooMessage(topic: string, body: unknown, secret: string) {
  const payload = JSON.stringify(body)
  const signature = createHmac('sha256', secret).update(payload).digest('base64')
  const headers = {
    'content-type': 'application/json',
    'x-wc-webhook-topic': topic,
    'x-wc-webhook-signature': signature,
  }
  return { payload, headers }
}

const gmt = (minute: number) => new Date(Date.UTC(2026, 5, 1, 10, minute)).toISOString().slice(0, 19)

/** An order as the API tells it. */
export function wooOrder(id: number, minute = 0, more: Record<string, unknown> = {}): Row {
  return {
    ...{ id, number: String(id), status: 'processing', currency: 'EUR', customer_id: id % 7, created_via: 'checkout' },
    ...{ date_created_gmt: gmt(0), date_modified_gmt: gmt(minute), date_paid_gmt: gmt(1) },
    ...{ shipping_total: '4.90', total: '34.90', discount_total: '2.00' },
    billing: {
      ...{ first_name: 'Wanda', last_name: `Käufer ${id}`, email: `w${id}@example.com`, phone: '030 1234567' },
      ...{ address_1: 'Weg 1', city: 'Berlin', state: 'Berlin', postcode: '10115', country: 'DE' },
    },
    shipping: {},
    line_items: [
      { id: id * 10, name: 'Tee', sku: 'TEA', product_id: 5, quantity: 3, subtotal: '20.00', total: '18.00' },
      {
        id: id * 10 + 1,
        name: 'Kanne',
        sku: '',
        product_id: 6,
        variation_id: 0,
        quantity: 1,
        subtotal: '12.00',
        total: '12.00',
      },
    ],
    ...{ coupon_lines: [], refunds: [] },
    ...more,
  }
}

export const wooRefund = (id: number, orderId: number, quantity: number, total: string): Row => ({
  ...{ id, date_created_gmt: gmt(30), amount: total, reason: 'broken' },
  line_items: [
    {
      ...{ id: id * 100, sku: 'TEA', product_id: 5, quantity: -quantity, total: `-${total}` },
      meta_data: [{ key: '_refunded_item_id', value: String(orderId * 10) }],
    },
  ],
})
