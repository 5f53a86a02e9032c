import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const params = z.object({ customerId: z.uuid() })

export const mergeCustomersCall = call({
  method: 'POST',
  path: '/api/customers/:customerId/merge',
  permission: 'customers.merge',
  summary:
    'Join other records of the same person to this one; nothing is deleted, it can be undone at any time, and asked twice it is done once',
  params,
  body: z.object({
    otherIds: z.array(z.uuid()).min(1).max(50),
    /** Kept with the merge: the score of a scan, the fields that agree. */
    evidence: z.record(z.string().max(60), z.unknown()).optional(),
  }),
  reply: z.object({ customerId: z.uuid(), merged: z.array(z.uuid()) }),
  errors: ['customer_not_found', 'customer_anonymous', 'customer_merged', 'merge_with_self'],
})

export const previewMergeCall = call({
  method: 'POST',
  path: '/api/customers/:customerId/merge/preview',
  permission: 'customers.merge',
  summary:
    'What a record would say after others were joined to it, and which record each value comes from; nothing is written',
  personal: true,
  params,
  body: z.object({ otherIds: z.array(z.uuid()).min(1).max(50) }),
  reply: z.object({
    fields: z.array(z.object({ field: z.string(), value: z.unknown(), fromId: z.uuid() })),
    /** Different e-mails, phones, references and other contacts of all of them. */
    identities: z.int(),
    orders: z.int(),
    /** The first day of any of them. */
    interactionsFrom: z.iso.datetime(),
  }),
  errors: ['customer_not_found', 'customer_merged', 'merge_with_self'],
})

export const unmergeCustomerCall = call({
  method: 'POST',
  path: '/api/customers/:customerId/unmerge',
  permission: 'customers.merge',
  summary: 'Make a joined record one of its own again, with every row that came with it or was told of it since',
  params,
  reply: z.object({ customerId: z.uuid(), from: z.uuid() }),
  errors: ['customer_not_found', 'customer_not_merged'],
})

export const listMergesCall = call({
  method: 'GET',
  path: '/api/customers/:customerId/merges',
  permission: 'customers.read',
  summary: 'The records that were joined to this one, newest first, also those that are records of their own again',
  personal: true,
  params,
  reply: z.object({
    items: z.array(
      z.object({
        mergedId: z.uuid(),
        /** What the joined record is called. */
        name: z.string(),
        /** The record it was joined to first, where that one was joined to this. */
        via: z.uuid().nullable(),
        mergedAt: z.iso.datetime(),
        mergedBy: z.string(),
        reason: z.enum(['hand', 'rule', 'score', 'visitor']),
        evidence: z.record(z.string(), z.unknown()),
        undoneAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
  errors: ['customer_not_found', 'customer_merged'],
})

export const listValuesCall = call({
  method: 'GET',
  path: '/api/customers/:customerId/values',
  permission: 'customers.read',
  summary: 'What each source says about each field of a record, when, and which value stands',
  personal: true,
  params,
  reply: z.object({
    items: z.array(
      z.object({
        field: z.string(),
        value: z.unknown(),
        source: z.string(),
        /** The joined record it came with. */
        originId: z.uuid().nullable(),
        saidAt: z.iso.datetime(),
        saidBy: z.string().nullable(),
        /** 0 to 1: trust in the source, less with age. */
        confidence: z.number(),
        stands: z.boolean(),
        chosen: z.boolean(),
      }),
    ),
  }),
  errors: ['customer_not_found', 'customer_merged'],
})

export const chooseValueCall = call({
  method: 'POST',
  path: '/api/customers/:customerId/values/choose',
  permission: 'customers.merge',
  summary: 'Let this value of a field stand, whatever other sources say',
  params,
  body: z.object({
    field: z.string().max(80),
    source: z.string().max(60),
    originId: z.uuid().nullable().default(null),
  }),
  reply: z.object({ field: z.string(), value: z.unknown() }),
  errors: ['customer_not_found', 'customer_merged', 'customer_anonymous', 'value_not_found', 'field_masked'],
})
