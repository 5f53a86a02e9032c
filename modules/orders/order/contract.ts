import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { STATUSES, STEPS } from './order-rules.ts'

const text = (max: number) => z.string().trim().min(1).max(max)
const money = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/)
const status = z.enum(STATUSES)
const kind = z.enum(['sale', 'return'])
const orderId = z.object({ orderId: z.uuid() })

/** `10..20`, `10..`, `..20` or one value. */
const range = (value: string) =>
  z
    .string()
    .regex(new RegExp(`^(${value})?(\\.\\.(${value})?)?$`))
    .max(60)

const customerShape = z.object({ id: z.uuid(), name: z.string().nullable(), class: z.string().nullable() })

export const orderRow = z.object({
  orderId: z.uuid(),
  orderNumber: z.string(),
  source: z.string(),
  orderedAt: z.date(),
  status,
  kind,
  counts: z.boolean(),
  /** Null: an anonymous sale, or a customer the caller may not see. */
  customer: customerShape.nullable(),
  isAnonymous: z.boolean(),
  channel: z.string().nullable(),
  unitId: z.int(),
  regionPath: z.string().nullable(),
  currency: z.string(),
  revenue: z.string(),
  lines: z.int(),
})

const ids = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){0,19}$/)

/** What orders can be filtered by. */
const filters = {
  status: z.string().max(200).optional(),
  kind: z
    .string()
    .regex(/^(sale|return)(,(sale|return))?$/)
    .optional(),
  channel: z.string().max(500).optional(),
  /** Only those whose amounts count: no cancelled ones, no sales that were returned as a whole. */
  counts: z.literal('yes').optional(),
  unit: z
    .string()
    .regex(/^\d{1,9}(,\d{1,9}){0,49}$/)
    .optional(),
  /** Days in the company's time zone: `2026-01-01..2026-01-31`. */
  orderedAt: range('\\d{4}-\\d{2}-\\d{2}').optional(),
  /** A region with everything below it, or several parted by commas. */
  region: z.string().max(500).optional(),
  sku: z.string().min(1).max(200).optional(),
  /** One or several, parted by commas. */
  productId: ids.optional(),
  /** One or several, parted by commas. */
  customerId: ids.optional(),
  /** Start of an order number. */
  number: z.string().trim().min(1).max(100).optional(),
}

export const listOrdersCall = call({
  method: 'GET',
  path: '/api/orders',
  cost: 2,
  permission: 'orders.read',
  summary:
    'Orders and returns, newest first; filtered by state, kind, channel, unit, day, region, product, customer or number.',
  query: z.object({
    ...filters,
    sort: z.enum(['orderedAt', '-orderedAt', 'revenue', '-revenue']).default('-orderedAt'),
    cursor: z.string().max(300).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  /** `total`: null when there are more than a thousand, or beyond the first page. */
  reply: z.object({ items: z.array(orderRow), next: z.string().nullable(), total: z.int().nullable() }),
  personal: true,
  errors: ['cursor_invalid', 'day_invalid'],
})

export const countOrdersCall = call({
  method: 'GET',
  path: '/api/orders/count',
  cost: 5,
  permission: 'orders.read',
  summary: 'How many orders a filter finds, counted up to a hundred thousand',
  query: z.object(filters),
  reply: z.object({ count: z.int(), exact: z.boolean() }),
  errors: ['day_invalid'],
})

const lineShape = z.object({
  lineNo: z.int(),
  productId: z.uuid().nullable(),
  sku: z.string().nullable(),
  productName: z.string().nullable(),
  category: z.string().nullable(),
  brand: z.string().nullable(),
  quantity: z.string(),
  unitPrice: z.string(),
  discount: z.string(),
  revenue: z.string(),
  /** Null: unknown, or the caller may not see profits. */
  cost: z.string().nullable(),
  /** Of a sale: how much may still come back. */
  returnable: z.string(),
})

export const findOrderCall = call({
  method: 'GET',
  path: '/api/orders/:orderId',
  permission: 'orders.read',
  summary: 'One order with its lines, states, returns and profit.',
  params: orderId,
  reply: orderRow.extend({
    statusGiven: z.string().nullable(),
    shop: z.string().nullable(),
    voucher: z.string().nullable(),
    city: z.string().nullable(),
    reason: z.string().nullable(),
    goods: z.string(),
    discount: z.string(),
    freight: z.string(),
    takenBack: z.string(),
    items: z.array(lineShape),
    /** What happened when, oldest first. */
    states: z.array(z.object({ state: z.string(), at: z.date() })),
    promisedAt: z.date().nullable(),
    /** In the company's currency; null: the caller may not see it, the order doesn't count, or a rate or cost is unknown. */
    profit: z
      .object({
        currency: z.string(),
        revenue: z.string(),
        cost: z.string().nullable(),
        serving: z.string(),
        profit: z.string().nullable(),
      })
      .nullable(),
    /** Returns of this sale, or the sale of this return. */
    related: z.array(
      z.object({ orderId: z.uuid(), orderNumber: z.string(), orderedAt: z.date(), kind, revenue: z.string() }),
    ),
    steps: z.array(z.enum(STEPS)),
    mayReturn: z.boolean(),
    version: z.int(),
  }),
  personal: true,
  errors: ['order_not_found'],
})

const nameable = {
  customerId: z.uuid().optional(),
  customerRef: text(200).optional(),
  email: z.email().max(254).optional(),
  phone: text(40).optional(),
  name: text(200).optional(),
  country: text(80).optional(),
  region: text(80).optional(),
  city: text(80).optional(),
  address: text(300).optional(),
  postcode: text(20).optional(),
}

export const placeOrderCall = call({
  method: 'POST',
  path: '/api/orders',
  permission: 'orders.write',
  summary: 'Places an order. Its number is unique within its source; without one it gets the next of ours.',
  body: z.strictObject({
    orderNumber: text(100).optional(),
    source: text(60).default('api'),
    orderedAt: z.coerce.date().optional(),
    status: z.enum(['placed', 'paid', 'completed']).default('placed'),
    customer: z.strictObject(nameable).default({}),
    currency: z.string().regex(/^[A-Z]{3}$/),
    channel: text(60).optional(),
    /** Name of the unit where it was sold; without one the company, or the caller's own unit. */
    shop: text(120).optional(),
    /** The unit where it was sold, for who knows it; wins over the shop's name. */
    unitId: z.int().positive().max(2_147_483_647).optional(),
    voucher: text(60).optional(),
    freight: money.optional(),
    lines: z
      .array(
        z.strictObject({
          sku: text(200),
          productName: text(500).optional(),
          category: text(500).optional(),
          brand: text(200).optional(),
          quantity: z.string().regex(/^\d{1,9}(\.\d{1,3})?$/),
          unitPrice: money,
          discount: money.optional(),
          unitCost: money.optional(),
        }),
      )
      .min(1)
      .max(1000),
  }),
  reply: z.object({ orderId: z.uuid(), orderNumber: z.string(), customerId: z.uuid().nullable(), revenue: z.string() }),
  idempotent: true,
  errors: [
    'order_number_taken',
    'customer_not_found',
    'customer_merged',
    'amount_out_of_range',
    'ordered_in_future',
    'unit_not_open',
  ],
})

const stepReply = z.object({ orderId: z.uuid(), status, steps: z.array(z.enum(STEPS)), version: z.int() })

export const takeStepCall = call({
  method: 'POST',
  path: '/api/orders/:orderId/steps',
  permission: 'orders.write',
  summary: 'Pays, ships, delivers, completes or cancels an order.',
  params: orderId,
  body: z.strictObject({ step: z.enum(STEPS), at: z.coerce.date().optional(), reason: text(500).optional() }),
  reply: stepReply,
  errors: ['order_not_found', 'order_step_not_allowed', 'ordered_in_future'],
})

export const returnGoodsCall = call({
  method: 'POST',
  path: '/api/orders/:orderId/returns',
  permission: 'orders.write',
  summary: 'Takes goods of a sale back: makes a return that names it, at the prices that were paid.',
  params: orderId,
  body: z.strictObject({
    lines: z
      .array(z.strictObject({ lineNo: z.int().min(1), quantity: z.string().regex(/^\d{1,9}(\.\d{1,3})?$/) }))
      .min(1)
      .max(1000),
    reason: text(500).optional(),
  }),
  reply: z.object({ orderId: z.uuid(), orderNumber: z.string(), revenue: z.string() }),
  idempotent: true,
  errors: ['order_not_found', 'order_not_returnable', 'more_than_sold', 'line_not_found', 'nothing_returned'],
})

export const listOrderChoicesCall = call({
  method: 'GET',
  path: '/api/order-choices',
  permission: 'orders.read',
  summary: 'Channels and regions that orders name, to filter by, and the currencies they are in.',
  reply: z.object({
    channels: z.array(z.string()),
    regions: z.array(z.string()),
    /** The company's first, then the most used. */
    currencies: z.array(z.string()),
  }),
})
