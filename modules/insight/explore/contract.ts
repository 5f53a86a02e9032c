import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { DIMENSIONS, type DimensionKey, MEASURES, type MeasureKey } from './catalogue-rules.ts'

const day = z.iso.date()
const dimension = z.enum(Object.keys(DIMENSIONS) as [DimensionKey, ...DimensionKey[]])
const measure = z.enum(Object.keys(MEASURES) as [MeasureKey, ...MeasureKey[]])
/** '' is "none". */
const key = z.string().max(1000)
const keys = z.array(key).min(1).max(200)

const filterShape = z.union([z.strictObject({ dimension, in: keys }), z.strictObject({ dimension, out: keys })])
export type Filter = z.output<typeof filterShape>

export const periodShape = z.union([
  /** So many days, or calendar months with the present one, up to the last sale. */
  z.strictObject({ last: z.int().min(1).max(1200), unit: z.enum(['day', 'month']) }),
  z.strictObject({ from: day, to: day }),
  z.strictObject({ all: z.literal(true) }),
])

/** A question to the purchases: what is measured, by what, of which, when. */
export const queryShape = z.strictObject({
  kind: z.enum(['cube', 'cohort', 'pareto']).default('cube'),
  measure,
  /** Cube: none to two. Cohort: what its rows are. Pareto: none. */
  by: z.array(dimension).max(2).default([]),
  filters: z.array(filterShape).max(12).default([]),
  /** Of purchases; in a cohort, of the first one. */
  period: periodShape.default({ last: 12, unit: 'month' }),
  /** How many values of a large dimension stand alone. */
  top: z.int().min(1).max(50).default(12),
})
export type Query = z.output<typeof queryShape>

const figure = z.string().nullable()
const axis = z.object({
  dimension,
  items: z.array(
    z.object({
      /** '*others' stands for all that are not shown alone. */
      key,
      /** Null: the key says it. */
      label: z.string().nullable(),
      /** Over all of the other dimension. */
      value: figure,
    }),
  ),
  /** How many values there are in all. */
  count: z.int(),
})

const errors = [
  'explore_invalid',
  'explore_key_unknown',
  'explore_too_wide',
  'explore_too_slow',
  'explore_stopped',
  'field_masked',
  'period_reversed',
] as const

const asked = z.strictObject({
  query: queryShape,
  /** Chosen by the caller, to stop this question with. */
  ticket: z.uuid().optional(),
})

const basis = {
  currency: z.string(),
  from: day,
  to: day,
  /** False: the facts are still being written for the first time. */
  isWhole: z.boolean(),
  refreshedAt: z.iso.datetime().nullable(),
  /** Sales that the figures rest on. */
  orders: z.int(),
  /** Sales without a customer: in the money, never among customers. */
  anonymousOrders: z.int(),
  anonymousRevenue: z.string(),
  /** Orders in currencies without a rate: counted, without money. */
  unratedOrders: z.int(),
  /** Share of revenue whose cost is known; null where the caller may not see profits. */
  costedShare: z.number().nullable(),
}

/** TIMEOUT of a question: a hang helps nobody, a narrower question does. */
const TIMEOUT_MS = 8000

export const exploreCall = call({
  method: 'POST',
  path: '/api/insight/explore',
  cost: 5,
  permission: 'insight.read',
  summary: 'A measure of purchases by up to two dimensions, of those that all filters let through',
  body: asked,
  timeout: TIMEOUT_MS,
  errors,
  reply: z.object({
    ...basis,
    measure,
    /** Over everything the filters let through. */
    total: figure,
    axes: z.array(axis),
    /** Each at its places on the axes; parts of a ratio beside it. Places without sales are left out. */
    cells: z.array(z.object({ at: z.array(z.int()), value: figure, of: z.tuple([z.string(), z.string()]).nullable() })),
  }),
})

export const exploreCohortsCall = call({
  method: 'POST',
  path: '/api/insight/explore/cohorts',
  cost: 5,
  permission: 'insight.read',
  summary:
    'How many customers of each cohort bought again in the months since their first purchase, or what they brought',
  body: asked,
  timeout: TIMEOUT_MS,
  errors,
  reply: z.object({
    ...basis,
    measure,
    dimension,
    rows: z.array(
      z.object({
        key,
        label: z.string().nullable(),
        customers: z.int(),
        /**
         * By months since the first purchase, from 0. `customers`: of how many the month has come; `value`: how many of
         * them bought, or what all of them brought; null: it has come for nobody yet.
         */
        months: z.array(z.object({ customers: z.int(), value: z.string() }).nullable()),
      }),
    ),
    /** Cohorts beyond those shown. */
    more: z.int(),
    all: z.array(z.object({ customers: z.int(), value: z.string() }).nullable()),
    /** The last month isn't over, so its figures will still grow. */
    lastMonth: z.string(),
  }),
})

export const exploreParetoCall = call({
  method: 'POST',
  path: '/api/insight/explore/pareto',
  cost: 5,
  permission: 'insight.read',
  summary: 'Which share of a measure the best customers bring',
  body: asked,
  timeout: TIMEOUT_MS,
  errors,
  reply: z.object({
    ...basis,
    measure,
    customers: z.int(),
    total: z.string(),
    /** For 0, 1, … 100 % of the customers, best first; empty without customers or where they bring nothing together. */
    points: z.array(
      z.object({
        share: z.number(),
        /** What the last of them brought. */
        least: z.string(),
        /** How many brought at least that, ties included. */
        customers: z.int(),
      }),
    ),
  }),
})

export const listBehindCall = call({
  method: 'POST',
  path: '/api/insight/explore/customers',
  cost: 5,
  permission: 'insight.read',
  summary: 'The customers behind a figure, each with their part of it, greatest first',
  body: z.strictObject({
    query: queryShape,
    /** Only who has at least so much of it. */
    atLeast: z
      .string()
      .max(40)
      .regex(/^-?\d{1,15}(\.\d{1,6})?$/)
      .optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  personal: true,
  timeout: TIMEOUT_MS,
  errors: [...errors, 'cursor_invalid'],
  reply: z.object({
    currency: z.string(),
    measure,
    items: z.array(
      z.object({
        customerId: z.uuid(),
        name: z.string(),
        class: z.string().nullable(),
        value: figure,
        of: z.tuple([z.string(), z.string()]).nullable(),
        revenue: z.string(),
        orders: z.int(),
      }),
    ),
    next: z.string().nullable(),
    /** On the first page: what these customers make of the figure together, and what else is in it. */
    whole: z
      .object({
        value: figure,
        customers: z.int(),
        listed: z.array(z.string()),
        /** Of customers whom other units serve: counted, not shown. */
        elsewhere: z.object({ customers: z.int(), of: z.array(z.string()) }),
        anonymous: z.object({ orders: z.int(), of: z.array(z.string()) }),
      })
      .nullable(),
  }),
})

export const listKeysCall = call({
  method: 'GET',
  path: '/api/insight/explore/keys',
  permission: 'insight.read',
  summary: 'Values of a dimension that can be filtered by',
  query: z.object({
    dimension,
    /** Part of a name. */
    text: z.string().max(80).optional(),
    /** Their labels are wanted. */
    keys: z.string().max(4000).optional(),
  }),
  errors: ['field_masked'],
  reply: z.object({ items: z.array(z.object({ key, label: z.string() })) }),
})

export const stopExploringCall = call({
  method: 'POST',
  path: '/api/insight/explore/stop',
  permission: 'insight.read',
  summary: 'Stop a question of my own that still runs',
  body: z.strictObject({ ticket: z.uuid() }),
  reply: z.object({ stopped: z.boolean() }),
})
