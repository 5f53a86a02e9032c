import { z } from 'zod'
import { call } from '#core/http/contract.ts'

/** One record of a pair. */
export const side = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  company: z.string().nullable(),
  birthday: z.string().nullable(),
  regionPath: z.string().nullable(),
  address: z.string().nullable(),
  class: z.string().nullable(),
  orders: z.int(),
  lastOrderAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
})

const reason = z.object({ field: z.string(), level: z.string(), weight: z.number() })

const pair = z.object({
  /** The older of both. */
  one: side,
  other: side,
  /** That both are one person. */
  probability: z.number(),
  /** How much each field says for it (above 0) or against it, in bits. */
  reasons: z.array(reason),
  /** They may be two people who live together. */
  household: z.boolean(),
  foundAt: z.iso.datetime(),
})

export const listDuplicatesCall = call({
  method: 'GET',
  path: '/api/duplicates',
  permission: 'customers.merge',
  summary: 'Pairs of records that may be one person, the surest first; those that look like a household last',
  personal: true,
  query: z.object({
    cursor: z.string().max(120).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  reply: z.object({
    items: z.array(pair),
    next: z.string().nullable(),
    open: z.int(),
    /** The last scan; null: there was none yet. */
    scan: z
      .object({ startedAt: z.iso.datetime(), seconds: z.number(), records: z.int(), pairs: z.int(), merged: z.int() })
      .nullable(),
  }),
  errors: ['cursor_invalid'],
})

export const startScanCall = call({
  method: 'POST',
  path: '/api/duplicates/scan',
  cost: 100,
  permission: 'customers.merge',
  summary: 'Look through all customers for duplicates now',
  reply: z.object({ taskId: z.uuid() }),
  errors: ['company_wide_only'],
})

export const dismissPairCall = call({
  method: 'POST',
  path: '/api/duplicates/dismiss',
  permission: 'customers.merge',
  summary: 'These two are different people: they are not shown again; `dismissed: false` takes it back',
  body: z.object({ customerId: z.uuid(), otherId: z.uuid(), dismissed: z.boolean().default(true) }),
  reply: z.object({ dismissed: z.boolean() }),
  errors: ['pair_not_found'],
})

export const recordHouseholdCall = call({
  method: 'POST',
  path: '/api/duplicates/household',
  permission: 'customers.merge',
  summary:
    'These two are people of one household: they are related and not shown again; `household: false` takes it back',
  body: z.object({ customerId: z.uuid(), otherId: z.uuid(), household: z.boolean().default(true) }),
  reply: z.object({ household: z.boolean() }),
  errors: ['pair_not_found', 'customer_not_found', 'customer_merged', 'customer_anonymous'],
})

const typed = (most: number) => z.string().max(most).optional()

export const findLikelyCall = call({
  method: 'POST',
  path: '/api/customers/likely-duplicates',
  permission: 'customers.edit',
  summary: 'Customers that may be the one described, with how likely and why; nothing is written',
  personal: true,
  body: z.object({
    name: typed(400),
    email: typed(254),
    phone: typed(40),
    birthday: typed(40),
    company: typed(200),
    country: typed(80),
    region: typed(80),
    city: typed(80),
    address: typed(500),
    postcode: typed(20),
  }),
  reply: z.object({ items: z.array(z.object({ customer: side, probability: z.number(), reasons: z.array(reason) })) }),
})

const from = z.coerce.number().min(0.5).max(1)

export const countSureCall = call({
  method: 'GET',
  path: '/api/duplicates/sure',
  permission: 'customers.merge',
  summary: 'How many open pairs are at least so sure, households left out: what `merge-all` would join',
  query: z.object({ from }),
  reply: z.object({ pairs: z.int() }),
})

export const mergeAllCall = call({
  method: 'POST',
  path: '/api/duplicates/merge-all',
  permission: 'customers.merge',
  summary: 'Join all open pairs that are at least so sure, as a task with progress; the whole run can be undone',
  body: z.object({ from: z.number().min(0.5).max(1) }),
  reply: z.object({ runId: z.uuid(), taskId: z.uuid() }),
  idempotent: true,
  errors: ['company_wide_only', 'nothing_to_merge', 'idempotency_key_invalid', 'idempotency_key_reused'],
})

export const listMergeRunsCall = call({
  method: 'GET',
  path: '/api/duplicates/merge-runs',
  permission: 'customers.merge',
  summary: 'The last runs that joined many pairs at once, newest first',
  reply: z.object({
    items: z.array(
      z.object({
        runId: z.uuid(),
        from: z.number(),
        startedAt: z.iso.datetime(),
        startedBy: z.string(),
        state: z.enum(['running', 'done', 'cancelled', 'undoing', 'undone']),
        /** Records that it joined, and how many of them still are. */
        merged: z.int(),
        standing: z.int(),
      }),
    ),
  }),
})

export const undoMergeRunCall = call({
  method: 'POST',
  path: '/api/duplicates/merge-runs/:runId/undo',
  permission: 'customers.merge',
  summary: 'Make every record that a run joined one of its own again, as a task; asked twice it is done once',
  params: z.object({ runId: z.uuid() }),
  reply: z.object({ taskId: z.uuid().nullable() }),
  errors: ['company_wide_only', 'merge_run_not_found', 'merge_run_running'],
})
