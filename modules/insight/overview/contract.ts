import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const day = z.iso.date()
const currency = z.string().regex(/^[A-Z]{3}$/)
const className = z.enum(['key', 'worth_winning', 'dispensable'])

/** Unit numbers joined by commas; absent: every unit the caller may see. */
const units = z
  .string()
  .max(2000)
  .regex(/^\d{1,9}(,\d{1,9})*$/)
  .transform((text) => text.split(',').map(Number))

/** Without days: the twelve months up to the last sale. */
const period = z.object({
  from: day.optional(),
  to: day.optional(),
  units: units.optional(),
  currency: currency.optional(),
})

const figure = z.object({ now: z.string().nullable(), before: z.string().nullable() })
const count = z.object({ now: z.int(), before: z.int() })

export const findOverviewCall = call({
  method: 'GET',
  path: '/api/insight/overview',
  permission: 'insight.read',
  summary: 'Sales of a time beside the same time a year before, buyers new and returning, and the value classes',
  query: period,
  errors: ['period_reversed'],
  reply: z.object({
    /** The latest analysis; null before the first. */
    analysis: z.object({ asOf: day, startedAt: z.iso.datetime(), durationMs: z.int(), customers: z.int() }).nullable(),
    currency,
    /** Currencies that were sold in. */
    currencies: z.array(currency),
    /** Those without an exchange rate: their money is left out of figures in the company's currency. */
    unconverted: z.array(currency),
    from: day,
    to: day,
    step: z.enum(['day', 'month']),
    sales: z.array(
      z.object({
        /** First day of the step. */
        at: day,
        revenue: z.string(),
        orders: z.int(),
        revenueBefore: z.string(),
        ordersBefore: z.int(),
      }),
    ),
    revenue: figure,
    /** Gross profit where costs are known for at least 90 % of revenue; else null. Cost to serve is not taken off. */
    profit: figure,
    orders: count,
    returns: count,
    /** Customers whose first order ever is of this time (whole months). */
    newCustomers: count,
    anonymousRevenue: z.string(),
    buyers: z.array(z.object({ month: day, new: z.int(), returning: z.int() })),
    classes: z.array(z.object({ class: className, customers: z.int(), revenue: z.string() })),
  }),
})

const whose = z.object({ units: units.optional() })

export const findGridCall = call({
  method: 'GET',
  path: '/api/insight/grid',
  permission: 'insight.read',
  summary: 'How many customers stand in each cell of recency × frequency',
  query: whose,
  reply: z.object({
    currency,
    customers: z.int(),
    cells: z.array(
      z.object({
        recency: z.int(),
        frequency: z.int(),
        customers: z.int(),
        revenue: z.string(),
        key: z.int(),
        worthWinning: z.int(),
        dispensable: z.int(),
      }),
    ),
  }),
})

export const findConcentrationCall = call({
  method: 'GET',
  path: '/api/insight/concentration',
  permission: 'insight.read',
  summary: 'How much of the revenue the best customers bring: the 80/20 curve',
  query: whose,
  reply: z.object({
    currency,
    customers: z.int(),
    revenue: z.string(),
    topFifthCustomers: z.int(),
    /** 0–1; null without revenue. */
    topFifthShare: z.number().nullable(),
    /** Share of revenue of the best 0, 1, … 100 % of customers; empty without revenue. */
    curve: z.array(z.number()),
    /** Of each point: what the last of those customers brought, and how many brought as much (ties included). */
    behind: z.array(z.object({ revenue: z.string(), customers: z.int() })),
  }),
})

export const listBreakdownCall = call({
  method: 'GET',
  path: '/api/insight/breakdown',
  permission: 'insight.read',
  summary: 'Sales and profit by region, category, channel or unit; region and category go down a tree',
  query: period.extend({
    by: z.enum(['region', 'category', 'channel', 'unit']),
    /** Path of the parent in the tree, e.g. `CN/广东`. */
    parent: z.string().max(500).optional(),
  }),
  errors: ['period_reversed'],
  reply: z.object({
    currency,
    /** Region and category are summed by whole months. */
    from: day,
    to: day,
    revenue: z.string(),
    items: z.array(
      z.object({
        /** Path, channel or unit number; '' where the order names none. */
        key: z.string(),
        label: z.string(),
        revenue: z.string(),
        /** Gross profit; null where costs are known for less than 90 % of the revenue. */
        profit: z.string().nullable(),
        /** Orders; lines for categories. */
        count: z.int(),
        share: z.number(),
        hasChildren: z.boolean(),
      }),
    ),
  }),
})

export const listClassChangesCall = call({
  method: 'GET',
  path: '/api/insight/class-changes',
  permission: 'insight.read',
  summary: 'Customers who moved to another class, newest first',
  personal: true,
  query: z.object({
    class: className.optional(),
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(20),
  }),
  errors: ['cursor_invalid'],
  reply: z.object({
    items: z.array(
      z.object({
        customerId: z.uuid(),
        name: z.string(),
        from: className,
        to: className.nullable(),
        at: z.iso.datetime(),
        asOf: day,
      }),
    ),
    next: z.string().nullable(),
  }),
})

export const startAnalysisCall = call({
  method: 'POST',
  path: '/api/insight/analysis',
  permission: 'insight.rule',
  summary: 'Analyse everybody anew, soon and in the background',
})
