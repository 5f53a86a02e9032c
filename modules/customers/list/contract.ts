import { z } from 'zod'
import { call } from '#core/http/contract.ts'

/** What a list of customers shows of one. Classes that the caller sees masked are masked here too. */
export const customerRow = z.object({
  id: z.uuid(),
  name: z
    .string()
    .describe('What they are called: the name, else the company, else a reference; `called` of the record'),
  stage: z.string(),
  kind: z.string(),
  class: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  gender: z.string().nullable(),
  birthday: z.string().nullable(),
  country: z.string().nullable(),
  regionPath: z.string().nullable(),
  city: z.string().nullable(),
  company: z.string().nullable(),
  tags: z.array(z.string()),
  ownerStaffId: z.uuid().nullable(),
  unitIds: z.array(z.int()),
  segmentIds: z.array(z.int()),
  custom: z.record(z.string(), z.unknown()),
  currency: z.string(),
  ordersCount: z.int(),
  /** Decimal of the major unit, as are all amounts. */
  /** Null: ordered in a currency without a rate. */
  revenue: z.string().nullable(),
  /** Null: no cost is known, or the caller may not see profits. */
  profit: z.string().nullable(),
  returnsCount: z.int(),
  complaintsCount: z.int(),
  recencyScore: z.int().nullable(),
  frequencyScore: z.int().nullable(),
  moneyScore: z.int().nullable(),
  /** Fifth of the average order. */
  basketScore: z.int().nullable(),
  /** Fifth of the value expected of the next 365 days; null, as all below: too little is known for a prediction. */
  potentialScore: z.int().nullable(),
  /** Per cent. */
  churnRisk: z.int().nullable(),
  churnLevel: z.string().nullable(),
  active: z.int().nullable(),
  /** Of the next 365 days. */
  expectedOrders: z.number().nullable(),
  expectedOrders30: z.number().nullable(),
  expectedOrders90: z.number().nullable(),
  /** Null also where the caller may not see profits. */
  expectedValue: z.string().nullable(),
  expectedValue30: z.string().nullable(),
  expectedValue90: z.string().nullable(),
  lifetimeValue: z.string().nullable(),
  nextPurchase: z.iso.date().nullable(),
  recencyDays: z.int().nullable(),
  firstOrderAt: z.iso.datetime().nullable(),
  lastOrderAt: z.iso.datetime().nullable(),
  lastInteractionAt: z.iso.datetime().nullable(),
  /** 0 to 100; null: not looked at yet. */
  quality: z.int().nullable(),
  /** What is missing or wrong. */
  gaps: z.array(z.string()),
  createdAt: z.iso.datetime(),
  source: z.string(),
})
export type CustomerListRow = z.output<typeof customerRow>

const text = (most: number) => z.string().max(most).optional()
const restriction = {
  /** JSON: `[{"field": "region", "op": "is", "value": ["CN/广东"]}, …]`; all must hold. */
  filter: text(8000),
  /** Words of a name, part of a phone number, an e-mail, card or order number. */
  q: text(200),
  segment: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
}
const errors = [
  'filter_invalid',
  'field_masked',
  'segment_not_found',
  'invalid_json',
  'too_deep',
  'forbidden_name',
  'forbidden_character',
]

export const listCustomersCall = call({
  method: 'GET',
  path: '/api/customers',
  cost: 2,
  permission: 'customers.read',
  summary: 'Customers by any filter and sort, page by page',
  query: z.object({
    ...restriction,
    /** `name`, `-revenue`, …; see `GET /api/customers/fields`. */
    sort: z
      .string()
      .max(40)
      .regex(/^-?[a-zA-Z]+$/)
      .default('-created'),
    cursor: text(900),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    columns: text(600).describe(
      'Keys of a row, joined by commas, when less than all of it is wanted; `id` and `name` always come',
    ),
  }),
  reply: z.object({
    items: z.array(customerRow.partial().required({ id: true, name: true })),
    next: z.string().nullable(),
  }),
  errors: [...errors, 'cursor_invalid', 'sort_invalid', 'column_invalid'],
  personal: true,
})

export const countCustomersCall = call({
  method: 'GET',
  path: '/api/customers/count',
  cost: 5,
  permission: 'customers.read',
  summary: 'How many customers a filter finds, counted up to ten thousand',
  query: z.object(restriction),
  reply: z.object({ count: z.int(), exact: z.boolean() }),
  errors,
})

export const listRegionsCall = call({
  method: 'GET',
  path: '/api/customers/regions',
  permission: 'customers.read',
  summary: 'Places one level below another, with how many customers live in each',
  query: z.object({
    /** `CN`, `CN/广东`; absent: countries. */
    under: text(300),
    /** Part of a name: places of any depth that have it. */
    text: text(80),
  }),
  reply: z.object({
    items: z.array(z.object({ path: z.string(), count: z.int(), hasChildren: z.boolean() })),
  }),
})

export const listFieldsCall = call({
  method: 'GET',
  path: '/api/customers/fields',
  permission: 'customers.read',
  summary: 'What customers can be filtered and sorted by',
  reply: z.object({
    items: z.array(
      z.object({
        key: z.string(),
        kind: z.string(),
        operators: z.array(z.string()),
        choices: z.array(z.string()).nullable(),
        /** The caller sees it masked, so it can't be filtered by. */
        masked: z.boolean(),
        custom: z.object({ label: z.string(), type: z.string() }).nullable(),
        /** Lists can't be filtered by it, conditions of segments can. */
        segmentsOnly: z.boolean(),
      }),
    ),
    sorts: z.array(z.string()),
    currency: z.string(),
  }),
})

export const listChoicesCall = call({
  method: 'GET',
  path: '/api/customers/choices',
  permission: 'customers.read',
  summary: 'Values that customers have in a field, at most 100; tags are those of the newest 20,000 customers',
  query: z.object({
    field: z.enum(['tags', 'country', 'source', 'city', 'company']),
    /** How they begin. */
    text: text(80),
  }),
  reply: z.object({ items: z.array(z.string()) }),
})
