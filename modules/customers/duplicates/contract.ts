import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const side = z.object({
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

const pair = z.object({
  /** The older of both. */
  one: side,
  other: side,
  /** That both are one person. */
  probability: z.number(),
  /** How much each field says for it (above 0) or against it, in bits. */
  reasons: z.array(z.object({ field: z.string(), level: z.string(), weight: z.number() })),
  foundAt: z.iso.datetime(),
})

export const listDuplicatesCall = call({
  method: 'GET',
  path: '/api/duplicates',
  permission: 'customers.merge',
  summary: 'Pairs of records that may be one person, the surest first',
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
