import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'

type Node = Record<string, unknown>

/**
 * A stand-in for a Shopify shop that speaks the GraphQL Admin API as documented: the token in its header, cursors,
 * `updated_at` in the search, THROTTLED for who asks too much, subscriptions to webhooks.
 */
export interface ShopifyShop {
  url: string
  orders: Node[]
  customers: Node[]
  variants: Node[]
  subscriptions: { topic: string; uri: string }[]
  asked: { name: string; variables: Record<string, unknown> }[]
  /** How many of the next requests are answered THROTTLED. */
  throttled: number
}

export const TOKEN = 'shpat_test'
const PAGE = 2

export async function openShopifyShop(): Promise<ShopifyShop> {
  const shop: ShopifyShop = {
    ...{ url: '', orders: [], customers: [], variants: [], subscriptions: [], asked: [], throttled: 0 },
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const isLetIn = request.headers['x-shopify-access-token'] === TOKEN
      const isThere = /^\/admin\/api\/\d{4}-\d\d\/graphql\.json$/.test(request.url ?? '')
      const status = isThere ? (isLetIn ? 200 : 401) : 404
      const answer = status === 200 ? answerTo(shop, JSON.parse(Buffer.concat(chunks).toString())) : { errors: 'no' }
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  after(() => server.close())
  shop.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return shop
}

function answerTo(shop: ShopifyShop, asked: { query: string; variables?: Record<string, unknown> }): unknown {
  const { query, variables = {} } = asked
  const name = /^(?:query|mutation) (\w+)/.exec(query)?.[1] ?? 'Shop'
  if (shop.throttled > 0) {
    shop.throttled--
    return { data: null, errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }] }
  }
  shop.asked.push({ name, variables })
  if (name === 'Shop') return { data: { shop: { name: 'Tea & Co', currencyCode: 'EUR' } } }
  if (name === 'Orders') return { data: { orders: pageOf(shop.orders, variables) } }
  if (name === 'Customers') return { data: { customers: pageOf(shop.customers, variables) } }
  if (name === 'Products') return { data: { productVariants: pageOf(shop.variants, variables) } }
  if (name === 'Subscriptions') return { data: { webhookSubscriptions: pageOf(shop.subscriptions, variables) } }
  shop.subscriptions.push({ topic: String(variables.topic), uri: String(variables.url) })
  return { data: { webhookSubscriptionCreate: { userErrors: [] } } }
}

function pageOf(nodes: readonly Node[], { after: from, query }: Record<string, unknown>) {
  const since = typeof query === 'string' ? Date.parse(/updated_at:>='(.+)'/.exec(query)?.[1] ?? '') : Number.NaN
  const found = nodes.filter((node) => Number.isNaN(since) || Date.parse(String(node.updatedAt)) >= since)
  const start = from ? Number(from) : 0
  const end = start + PAGE
  return {
    pageInfo: { hasNextPage: end < found.length, endCursor: String(end) },
    nodes: found.slice(start, end),
  }
}

/** What Shopify sends of a message: body and headers. */
export function shopifyMessage(topic: string, body: unknown, secret: string) {
  const payload = JSON.stringify(body)
  const hmac = createHmac('sha256', secret).update(payload).digest('base64')
  const headers = { 'content-type': 'application/json', 'x-shopify-topic': topic, 'x-shopify-hmac-sha256': hmac }
  return { payload, headers }
}

/** The same order as a webhook tells it and as the GraphQL API does. */
export function shopifyOrder(id: number, updatedAt = '2026-06-01T12:00:00Z') {
  const money = (amount: string) => ({ shopMoney: { amount } })
  const address = { name: 'Ida Holm', address1: 'Gade 2', city: 'Aarhus', province: '', zip: '8000', phone: null }
  const webhook = {
    ...{ id, name: `#${id}`, email: `ida${id}@example.com`, phone: null, currency: 'DKK', source_name: 'web' },
    ...{ created_at: '2026-06-01T10:00:00+02:00', processed_at: '2026-06-01T10:00:00+02:00', updated_at: updatedAt },
    ...{ cancelled_at: null, financial_status: 'partially_refunded', fulfillment_status: 'fulfilled' },
    customer: { id: id + 5, first_name: 'Ida', last_name: 'Holm', email: `ida${id}@example.com`, phone: null },
    shipping_address: { ...address, country_code: 'DK' },
    discount_codes: [{ code: 'SOMMER' }],
    total_shipping_price_set: { shop_money: { amount: '39.00' } },
    line_items: [
      {
        ...{ id: id * 10, sku: 'TEA', name: 'Tea - 100 g', vendor: 'Leaf', quantity: 2, price: '50.00', variant_id: 7 },
        discount_allocations: [{ amount: '10.00' }],
      },
      {
        id: id * 10 + 1,
        sku: '',
        name: 'Cup',
        vendor: 'Clay',
        quantity: 1,
        price: '80.00',
        variant_id: 8,
        discount_allocations: [],
      },
    ],
    fulfillments: [
      {
        created_at: '2026-06-01T11:00:00Z',
        updated_at: '2026-06-01T11:00:00Z',
        status: 'success',
        shipment_status: null,
      },
    ],
    refunds: [
      {
        ...{ id: id * 100, created_at: '2026-06-01T11:30:00Z', note: 'dented' },
        refund_line_items: [{ line_item_id: id * 10 + 1, quantity: 1, subtotal: '80.00', total_tax: '0.00' }],
        order_adjustments: [{ kind: 'shipping_refund', amount: '-39.00', tax_amount: '0.00' }],
        // Five more than goods and freight, for the trouble.
        transactions: [{ kind: 'refund', status: 'success', amount: '124.00' }],
      },
    ],
  }
  const node = {
    ...{
      legacyResourceId: String(id),
      name: `#${id}`,
      email: `ida${id}@example.com`,
      phone: null,
      currencyCode: 'DKK',
    },
    ...{ createdAt: '2026-06-01T08:00:00Z', processedAt: '2026-06-01T08:00:00Z', updatedAt, cancelledAt: null },
    ...{ sourceName: 'web', displayFinancialStatus: 'PARTIALLY_REFUNDED', displayFulfillmentStatus: 'FULFILLED' },
    customer: {
      ...{ legacyResourceId: String(id + 5), firstName: 'Ida', lastName: 'Holm' },
      defaultEmailAddress: { emailAddress: `ida${id}@example.com` },
    },
    shippingAddress: { ...address, countryCodeV2: 'DK' },
    billingAddress: null,
    discountCodes: ['SOMMER'],
    totalShippingPriceSet: money('39.0'),
    lineItems: {
      nodes: [
        {
          ...{ id: `gid://shopify/LineItem/${id * 10}`, sku: 'TEA', name: 'Tea - 100 g', vendor: 'Leaf', quantity: 2 },
          ...{ variant: { legacyResourceId: '7' }, originalUnitPriceSet: money('50.0') },
          discountAllocations: [{ allocatedAmountSet: money('10.0') }],
        },
        {
          ...{ id: `gid://shopify/LineItem/${id * 10 + 1}`, sku: null, name: 'Cup', vendor: 'Clay', quantity: 1 },
          ...{ variant: { legacyResourceId: '8' }, originalUnitPriceSet: money('80.0'), discountAllocations: [] },
        },
      ],
    },
    fulfillments: [
      {
        createdAt: '2026-06-01T11:00:00Z',
        updatedAt: '2026-06-01T11:00:00Z',
        status: 'SUCCESS',
        displayStatus: 'FULFILLED',
      },
    ],
    refunds: [
      {
        ...{ legacyResourceId: String(id * 100), createdAt: '2026-06-01T11:30:00Z', note: 'dented' },
        refundLineItems: {
          nodes: [
            {
              ...{ quantity: 1, lineItem: { id: `gid://shopify/LineItem/${id * 10 + 1}` } },
              ...{ subtotalSet: money('80.0'), totalTaxSet: money('0.0') },
            },
          ],
        },
        refundShippingLines: { nodes: [{ subtotalAmountSet: money('39.0'), taxAmountSet: money('0.0') }] },
        transactions: { nodes: [{ kind: 'REFUND', status: 'SUCCESS', amountSet: money('124.0') }] },
      },
    ],
  }
  return { webhook, node }
}
