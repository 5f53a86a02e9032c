import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const day = z.iso.date()
const state = z.enum(['later', 'soon', 'due', 'overdue', 'lost'])
const method = z.enum(['model', 'customer', 'category'])

const units = z
  .string()
  .max(2000)
  .regex(/^\d{1,9}(,\d{1,9})*$/)
  .transform((text) => text.split(',').map(Number))

/** A category and all below it: `食品` holds `食品/咖啡`. */
const category = z.string().min(1).max(500)

/** `2026-01-01..2026-01-31`; an end may be left out. */
const range = z
  .string()
  .max(30)
  .regex(/^(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/)

const told = z.object({
  state,
  lastOn: day,
  /** When it was due as told by the last purchase; the days after it know that nothing came since. */
  dueOn: day,
  /** Half of such waits end by then, 8 in 10 between `low` and `high`: of those who buy again within four months, or one and a half times the usual gap. */
  nextOn: day,
  low: day,
  high: day,
  /** Of at least one purchase within so many days after the analysis. */
  probability7: z.number(),
  probability14: z.number(),
  probability30: z.number(),
  /** Probability that they buy it within half a year, or within twice the usual gap. */
  returns: z.number(),
  /** Days on which they bought it: what this rests on. With 1 the interval is that of others. */
  purchases: z.int(),
  lastQuantity: z.number(),
  usualQuantity: z.number(),
  /** Mean gap of this customer in days; null with one purchase. */
  ownGap: z.number().nullable(),
  /** Middle gap of a new customer of the category, in days. */
  usualGap: z.number(),
  /** Whose word this is: the model's, or a base line's (mean interval) where that did better on the past. */
  method,
  /** The last ones, newest first. */
  bought: z.array(z.object({ day, quantity: z.number() })),
})

const errors = z.object({ model: z.number(), customer: z.number(), category: z.number() })

/** What the model is and how it fared; null before the first fit. */
const model = z
  .object({
    asOf: day,
    version: z.string(),
    state: z.enum(['used', 'stepped_aside', 'too_little_data']),
    /** On the 60 days before, which neither had seen; null without such a past. */
    quality: z
      .object({
        pairs: z.int(),
        came: z.int(),
        windowDays: z.int(),
        /**
         * Mean days missed over all pairs: who did not come counts as the window's last day, for all methods alike; a mean interval
         * that has passed counts as tomorrow or as not coming, whichever suits it better.
         */
        error: errors,
        /** By the day shown, over those who came. */
        cameError: errors,
        /** Mean squared error of the probability to buy within 30 days. */
        brier: errors,
        /** Pairs that buy within 30 days: told ÷ came. */
        told: z.number(),
        coverage: z.number().nullable(),
        /** The same of customers, whatever they buy; `byMiddle`: share of those told a day within the window who came by it (a half is right). */
        customers: z
          .object({
            customers: z.int(),
            came: z.int(),
            error: z.object({ model: z.number(), customer: z.number(), shop: z.number() }),
            /** The base line that was nearer beyond chance, so that its days are told; else the model. Fits of before don't say. */
            better: z.enum(['model', 'customer', 'shop']).optional(),
            toldIn: z.int(),
            byMiddle: z.number().nullable(),
            intervals: z.int(),
            coverage: z.number().nullable(),
            told: z.number(),
            brier: z.number(),
          })
          .nullable(),
      })
      .nullable(),
  })
  .nullable()

export const findCustomerNeedsCall = call({
  method: 'GET',
  path: '/api/customers/:customerId/needs',
  permission: 'insight.read',
  summary: 'When a customer will buy again of each category and of products they repeat, and why',
  personal: true,
  params: z.object({ customerId: z.uuid() }),
  errors: ['customer_not_found'],
  reply: z.object({
    model,
    /** The next purchase of anything: by these days they have bought with probability 1/2, 1/10 and 9/10 (null: more than a year). Null where they likelier don't within half a year. */
    coming: z
      .object({
        nextOn: day,
        low: day,
        high: day.nullable(),
        /** What they likeliest buy by then. */
        category: z.string().nullable(),
        probability30: z.number(),
      })
      .nullable(),
    needs: z.array(
      told.extend({
        category: z.string(),
        /** Of the category: 1 is pure chance, from about 3 on regular; null where it is not known. */
        regularity: z.number().nullable(),
        /** Twice the quantity lasts 2 ^ elasticity times as long. */
        elasticity: z.number().nullable(),
      }),
    ),
    products: z.array(told.extend({ productId: z.uuid(), name: z.string() })),
  }),
})

export const listDueNeedsCall = call({
  method: 'GET',
  path: '/api/insight/needs',
  permission: 'insight.read',
  summary: 'Who needs what next: customers and categories, by what they are likely to bring or by the day they are due',
  personal: true,
  query: z.object({
    category: category.optional(),
    /** Joined by commas; without it: soon, due and overdue. */
    state: z
      .string()
      .max(60)
      .regex(/^(later|soon|due|overdue|lost)(,(later|soon|due|overdue|lost)){0,4}$/)
      .optional(),
    dueOn: range.optional(),
    /** `-worth`: what is expected of it within 30 days, the most first; `due`: the longest due first. */
    sort: z.enum(['-worth', 'due']).default('-worth'),
    units: units.optional(),
    cursor: z.string().max(2000).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  errors: ['cursor_invalid'],
  reply: z.object({
    items: z.array(
      told.omit({ bought: true, probability7: true, probability14: true }).extend({
        customerId: z.uuid(),
        name: z.string(),
        class: z.enum(['key', 'worth_winning', 'dispensable']).nullable(),
        category: z.string(),
        /** Sales expected of it within 30 days. */
        revenue: z.string(),
      }),
    ),
    next: z.string().nullable(),
    currency: z.string(),
    /** Rows in all; null beyond 10,000. */
    total: z.int().nullable(),
  }),
})

const sums = z.object({
  /** Customers who probably still buy it. */
  customers: z.int(),
  /** Coming due within so many days after the analysis. */
  due7: z.int(),
  due14: z.int(),
  due30: z.int(),
  /** Already due, and overdue. */
  due: z.int(),
  overdue: z.int(),
  lost: z.int(),
  /** Purchases within 30 days, and what 8 in 10 such forecasts would hold. */
  expected: z.number(),
  low: z.number(),
  high: z.number(),
  revenue: z.string(),
  /** Of the last 30 days: what had been expected before them, and what came from customers known then. */
  told: z.number(),
  came: z.int(),
})

export const findNeedSummaryCall = call({
  method: 'GET',
  path: '/api/insight/needs/summary',
  permission: 'insight.read',
  summary: 'Next purchases by category: how many customers are due, what is expected, how well it was told last month',
  query: z.object({ units: units.optional() }),
  reply: z.object({
    model,
    currency: z.string(),
    /** Customers who likelier than not buy again, whatever it be, within half a year, and those whose day lies within so many days. */
    coming: z.object({
      customers: z.int(),
      within7: z.int(),
      within14: z.int(),
      within30: z.int(),
      /** Customers expected to buy within 7, 14 and 30 days, told a day or not, and what holds 8 in 10 such numbers. */
      expected: z.array(z.object({ days: z.int(), expected: z.number(), low: z.number(), high: z.number() })),
    }),
    total: sums,
    categories: z.array(
      sums.extend({
        category: z.string(),
        regularity: z.number().nullable(),
        usualGap: z.number().nullable(),
        /** What sums are multiplied by, from what came in the two months before; and the season in it. */
        factor: z.number().nullable(),
        season: z.number().nullable(),
        method: method.nullable(),
      }),
    ),
  }),
})

export const listNeedDaysCall = call({
  method: 'GET',
  path: '/api/insight/needs/days',
  permission: 'insight.read',
  summary: 'Purchases expected by day for the next 30 days, and of the last 30 what had been expected and what came',
  query: z.object({ category: category.optional(), units: units.optional() }),
  reply: z.object({
    asOf: day.nullable(),
    /** Of the next 30 days together, and of the last 30: what had been expected before them, and what came. */
    expected: z.number(),
    low: z.number(),
    high: z.number(),
    told: z.number(),
    came: z.int(),
    /** How the 30 days ahead and those behind stood out a year ago from the two months before them, as a factor in what is expected; null where that is not known. */
    season: z.object({ ahead: z.number(), behind: z.number() }).nullable(),
    items: z.array(
      z.object({
        day,
        expected: z.number(),
        /** 8 in 10 days to come lie between; null for days that are over. */
        low: z.number().nullable(),
        high: z.number().nullable(),
        /** Null for days to come. */
        came: z.int().nullable(),
      }),
    ),
  }),
})
