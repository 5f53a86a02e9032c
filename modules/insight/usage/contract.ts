import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { hasForbidden } from '#core/words/text.ts'
import { usageRuleSchema } from './usage-rule.ts'

const day = z.iso.date()
const className = z.enum(['key', 'worth_winning', 'dispensable'])
const usage = z.enum(['heavy', 'medium', 'light'])
/** `unknown`: too few purchases to tell. */
const loyalty = z.enum(['brand_loyal', 'store_brand', 'switching', 'unknown'])
const category = z
  .string()
  .min(1)
  .max(500)
  .refine((given) => !hasForbidden(given), 'a character that cannot be stored')
const share = z.number().nullable()

/** Unit numbers joined by commas; absent: every unit the caller may see. */
const units = z
  .string()
  .max(2000)
  .regex(/^\d{1,9}(,\d{1,9})*$/)
  .transform((text) => text.split(',').map(Number))
  .optional()

/** What the figures rest on. */
const basis = {
  currency: z.string(),
  /** Purchases of these days, as they were computed last; null before the first time. */
  computed: z.object({ from: day, asOf: day, at: z.iso.datetime() }).nullable(),
  /** The rule was changed since: figures by it follow soon. */
  computing: z.boolean(),
}

export const listUsageCategoriesCall = call({
  method: 'GET',
  path: '/api/insight/usage/categories',
  permission: 'insight.read',
  summary: 'Categories that were bought of, with their buyers, by path; parents contain what is below them',
  query: z.object({ units }),
  reply: z.object({
    ...basis,
    items: z.array(z.object({ category: z.string(), customers: z.int(), purchases: z.int(), revenue: z.string() })),
  }),
})

const cell = z.object({
  usage,
  loyalty,
  customers: z.int(),
  quantity: z.number(),
  purchases: z.int(),
  revenue: z.string(),
  /** Of the revenue of all cells, 0–1; null without revenue. */
  share,
  /** What a customer of it is worth in all, on average; null: nobody has a score, or the caller may not see profits. */
  meanWorth: z.string().nullable(),
  classes: z.object({ key: z.int(), worthWinning: z.int(), dispensable: z.int() }),
})

export const findUsageGridCall = call({
  method: 'GET',
  path: '/api/insight/usage',
  permission: 'insight.read',
  summary: 'The buyers of a category by how much they use and how they hold to brands',
  query: z.object({ category, units }),
  reply: z.object({
    ...basis,
    category: z.string(),
    customers: z.int(),
    purchases: z.int(),
    /** Those of a known brand: only these say anything about loyalty. */
    branded: z.int(),
    revenue: z.string(),
    /** Least pieces of the heavy and of the medium; null: nobody is. */
    limits: z.object({ heavyFrom: z.number().nullable(), mediumFrom: z.number().nullable() }),
    /** By which the cells were made. */
    rule: usageRuleSchema,
    /** Cells with at least one customer. */
    cells: z.array(cell),
  }),
})

export const listUsageCustomersCall = call({
  method: 'GET',
  path: '/api/insight/usage/customers',
  permission: 'insight.read',
  summary: 'The customers of one cell, those who bring most of the category’s revenue first',
  personal: true,
  query: z.object({
    category,
    usage,
    loyalty,
    units,
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  errors: ['cursor_invalid'],
  reply: z.object({
    items: z.array(
      z.object({
        customerId: z.uuid(),
        name: z.string(),
        class: className.nullable(),
        quantity: z.number(),
        purchases: z.int(),
        /** Of this category. */
        revenue: z.string(),
        currency: z.string(),
        topBrand: z.string().nullable(),
        topShare: share,
        storeShare: share,
      }),
    ),
    next: z.string().nullable(),
  }),
})

export const listCustomerUsageCall = call({
  method: 'GET',
  path: '/api/customers/:customerId/usage',
  permission: 'insight.read',
  summary: 'What a customer uses, how much, and how they hold to brands, category by category',
  personal: true,
  params: z.object({ customerId: z.uuid() }),
  errors: ['customer_not_found'],
  reply: z.object({
    ...basis,
    days: z.int(),
    items: z.array(
      z.object({
        category: z.string(),
        /** They bought of nothing below it: not the sum of other rows. */
        leaf: z.boolean(),
        quantity: z.number(),
        purchases: z.int(),
        revenue: z.string(),
        usage,
        loyalty,
        topBrand: z.string().nullable(),
        topShare: share,
        storeShare: share,
      }),
    ),
  }),
})

const ruleReply = z.object({
  rule: usageRuleSchema,
  standard: usageRuleSchema,
  version: z.int(),
  computing: z.boolean(),
  /** Brands of the products, those in most categories first, at most 200. `hint`: why it may be the company's own. */
  brands: z.array(
    z.object({ brand: z.string(), categories: z.int(), hint: z.enum(['everywhere', 'name']).nullable() }),
  ),
  /** Categories that products stand in directly. */
  categories: z.int(),
})

export const findUsageRuleCall = call({
  method: 'GET',
  path: '/api/insight/usage/rule',
  permission: 'insight.read',
  summary: 'How usage and loyalty are told, and which brands may be the company’s own',
  reply: ruleReply,
})

export const changeUsageRuleCall = call({
  method: 'PUT',
  path: '/api/insight/usage/rule',
  permission: 'insight.rule',
  summary: 'Change how usage and loyalty are told; everybody is computed again soon after',
  versioned: true,
  body: z.object({ rule: usageRuleSchema }),
  reply: ruleReply,
  errors: ['setting_invalid'],
})

const counts = z.array(z.object({ usage, loyalty, customers: z.int() }))

export const previewUsageRuleCall = call({
  method: 'POST',
  path: '/api/insight/usage/rule/preview',
  permission: 'insight.rule',
  summary: 'How many customers would stand in each cell of a category under another rule; nothing is written',
  body: z.object({ rule: usageRuleSchema, category }),
  reply: z.object({
    /** Null: everybody was looked at; else so many customers, and the counts are reckoned from them. */
    sampled: z.int().nullable(),
    limits: z.object({ heavyFrom: z.number().nullable(), mediumFrom: z.number().nullable() }),
    before: counts,
    after: counts,
  }),
  timeout: 20_000,
})
