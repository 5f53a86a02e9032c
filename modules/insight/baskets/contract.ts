import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { basketSettingSchema } from './basket-setting.ts'

const day = z.iso.date()
const level = z.enum(['product', 'category'])
const cursor = z.string().max(100).optional()
/** Values joined by commas, as filters stand in an address; a comma inside one is `%2C`. */
const choices = z
  .string()
  .max(2000)
  .transform((text) =>
    text
      .split(',')
      .filter(Boolean)
      .map((value) => value.replaceAll('%2C', ',').replaceAll('%25', '%')),
  )
const limit = z.coerce.number().int().min(1).max(200).default(50)

/** A product, or a category: then the key is its path and there is no SKU. */
const goods = z.object({ key: z.string(), name: z.string(), sku: z.string().nullable() })

const rule = z.object({
  ruleId: z.uuid(),
  level,
  left: z.array(goods),
  right: goods,
  /** Orders with both sides, with the left, with the right. */
  orders: z.int(),
  leftOrders: z.int(),
  rightOrders: z.int(),
  /** Share of all orders. */
  support: z.number(),
  /** Share of the orders with the left side that hold the right. */
  confidence: z.number(),
  /** That share by the share among all orders. */
  lift: z.number(),
  /** Orders with both sides beyond what chance would give. */
  extraOrders: z.number(),
  /** Share of false findings among rules at least as clear. */
  q: z.number(),
  /** Customers who bought the left side, and those of them who bought the right too. */
  customers: z.int(),
  bothCustomers: z.int(),
})

const quality = z.object({ hitRate: z.number(), recall: z.number(), ndcg: z.number() })

const ofLevel = z.object({
  /** Shown, found beyond chance, looked at, and the sets they are made of. */
  rules: z.int(),
  clear: z.int(),
  tried: z.int(),
  itemSets: z.int(),
  /** In how many orders a set had to stand. */
  least: z.int(),
})

/** The latest computation; null before the first. */
const model = z
  .object({
    asOf: day,
    from: day,
    days: z.int(),
    fittedAt: z.iso.datetime(),
    /** `used`: offers are chosen for each customer; `stepped_aside`: that did no better than what is popular, which is offered; `too_little_data`: it could not be tested, so what is popular is offered. */
    state: z.enum(['used', 'stepped_aside', 'too_little_data']),
    orders: z.int(),
    customers: z.int(),
    /** Days within which a chance is meant. */
    horizon: z.int(),
    product: ofLevel,
    category: ofLevel,
    /** Lists of five against what customers bought in the last `horizon` days; null: not tested. */
    test: z
      .object({
        newBuyers: z.int(),
        buyers: z.int(),
        fresh: z.object({ personal: quality, popular: quality }),
        any: z.object({ combined: quality, popular: quality, boughtBefore: quality }),
      })
      .nullable(),
  })
  .nullable()

export const findBasketsCall = call({
  method: 'GET',
  path: '/api/insight/baskets',
  permission: 'insight.read',
  summary: 'What rules of baskets rest on, how well offers did, and which categories sell together',
  reply: z.object({
    model,
    level,
    matrix: z.object({
      categories: z.array(z.string()),
      /** Pairs that chance does not explain, both ways. */
      cells: z.array(
        z.object({ left: z.string(), right: z.string(), lift: z.number(), orders: z.int(), ruleId: z.uuid() }),
      ),
    }),
  }),
})

export const listRulesCall = call({
  method: 'GET',
  path: '/api/insight/baskets/rules',
  permission: 'insight.read',
  summary: 'Rules of what sells together that chance does not explain',
  query: z.object({
    level,
    /** Ids, any of them on either side. */
    product: choices.optional(),
    /** Paths, any of them with everything below it, on either side. */
    category: choices.optional(),
    minLift: z.coerce.number().min(0).optional(),
    minConfidence: z.coerce.number().min(0).max(1).optional(),
    sort: z
      .enum(['extra', '-extra', 'lift', '-lift', 'confidence', '-confidence', 'orders', '-orders'])
      .default('-extra'),
    cursor,
    limit,
  }),
  errors: ['cursor_invalid'],
  reply: z.object({ items: z.array(rule), next: z.string().nullable(), total: z.int() }),
})

export const findRuleCall = call({
  method: 'GET',
  path: '/api/insight/baskets/rules/:ruleId',
  permission: 'insight.read',
  summary: 'One rule',
  params: z.object({ ruleId: z.uuid() }),
  errors: ['rule_not_found'],
  reply: z.object({
    rule,
    /** Both sides as conditions of a segment name them: SKU or category path. */
    days: z.int(),
  }),
})

const person = z.object({
  customerId: z.uuid(),
  name: z.string(),
  class: z.enum(['key', 'worth_winning', 'dispensable']).nullable(),
})

export const listRuleCustomersCall = call({
  method: 'GET',
  path: '/api/insight/baskets/rules/:ruleId/customers',
  permission: 'insight.read',
  summary: 'Customers who bought the left side of a rule within the window, and not yet the right',
  personal: true,
  params: z.object({ ruleId: z.uuid() }),
  query: z.object({ cursor, limit }),
  errors: ['rule_not_found', 'cursor_invalid'],
  reply: z.object({
    items: z.array(person),
    next: z.string().nullable(),
    /** As of the computation; null inside a unit's scope. */
    total: z.int().nullable(),
  }),
})

export const findProductTogetherCall = call({
  method: 'GET',
  path: '/api/products/:productId/together',
  permission: 'insight.read',
  summary: 'What sells together with a product, and what the same customers buy',
  params: z.object({ productId: z.uuid() }),
  errors: ['product_not_found'],
  reply: z.object({
    product: goods,
    model,
    rules: z.array(rule),
    similar: z.array(
      z.object({
        product: goods,
        similarity: z.number(),
        /** Customers who bought both, and each. */
        bothCustomers: z.int(),
        customers: z.int(),
        otherCustomers: z.int(),
        lift: z.number(),
      }),
    ),
    /** Customers it is recommended to; counted up to 10,000. */
    prospects: z.int(),
  }),
})

const offer = z.object({
  kind: z.enum(['new', 'again']),
  rank: z.int(),
  /** Chance to be bought within the horizon; null: not measured. */
  chance: z.number().nullable(),
  basis: z.enum(['link', 'popular', 'bought']),
  /** `link`: what they bought that speaks for it. */
  because: z.array(goods),
  /** `link`: customers who bought that, and those of them who bought this too; `popular`: its buyers within the horizon. */
  customers: z.int(),
  bothCustomers: z.int(),
  lift: z.number().nullable(),
  /** `bought`: how often, and last when. */
  times: z.int(),
  lastDay: day.nullable(),
})

export const findNextBestCall = call({
  method: 'GET',
  path: '/api/customers/:customerId/next-best',
  permission: 'insight.read',
  summary: 'What to offer a customer next, with the facts that speak for it',
  personal: true,
  params: z.object({ customerId: z.uuid() }),
  errors: ['customer_not_found'],
  reply: z.object({
    model,
    currency: z.string(),
    items: z.array(
      offer.extend({
        product: goods,
        price: z.string().nullable(),
        priceCurrency: z.string().nullable(),
        /** Chance × margin; null: not known, or the caller may not see profits. */
        gain: z.string().nullable(),
      }),
    ),
  }),
})

export const listProspectsCall = call({
  method: 'GET',
  path: '/api/products/:productId/prospects',
  permission: 'insight.read',
  summary: 'Customers to whom a product is recommended, the likeliest first',
  personal: true,
  params: z.object({ productId: z.uuid() }),
  query: z.object({ kind: z.enum(['new', 'again']).optional(), cursor, limit }),
  errors: ['cursor_invalid'],
  reply: z.object({
    items: z.array(offer.extend(person.shape)),
    next: z.string().nullable(),
    /** Counted up to 10,000. */
    total: z.int(),
  }),
})

export const findBasketSettingCall = call({
  method: 'GET',
  path: '/api/insight/baskets/setting',
  permission: 'insight.read',
  summary: 'How baskets are looked at',
  reply: z.object({ setting: basketSettingSchema, standard: basketSettingSchema, version: z.int() }),
})

export const changeBasketSettingCall = call({
  method: 'PUT',
  path: '/api/insight/baskets/setting',
  permission: 'insight.rule',
  summary: 'Change how baskets are looked at; rules and offers are computed anew soon after',
  versioned: true,
  body: z.object({ setting: basketSettingSchema }),
  reply: z.object({ setting: basketSettingSchema, standard: basketSettingSchema, version: z.int() }),
  errors: ['setting_invalid'],
})
