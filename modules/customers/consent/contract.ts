import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { consentReply, customerReply } from '../customer/record-reply.ts'

const params = z.object({ customerId: z.uuid() })
export const CONSENT_CHANNELS = ['email', 'sms', 'phone', 'post', 'wechat', 'web'] as const
export const CONSENT_PURPOSES = ['marketing', 'service', 'profiling', 'sharing'] as const

export const recordConsentCall = call({
  method: 'POST',
  path: '/api/customers/:customerId/consents',
  permission: 'customers.edit',
  summary: 'Record that a customer gave or withdrew consent; rows are only ever added',
  params,
  body: z.object({
    channel: z.enum(CONSENT_CHANNELS),
    purpose: z.enum(CONSENT_PURPOSES),
    state: z.enum(['given', 'withdrawn']),
    /** Which wording the customer saw. */
    textVersion: z.string().max(100).nullable().optional(),
    /** Where it happened: form, call, letter, shop … */
    source: z.string().min(1).max(100).default('desk'),
    /** What proves it: a reference, a recording, a scan's number. Needed to record that consent was given. */
    evidence: z.string().max(1000).nullable().optional(),
    /** Network address of the customer, when it came through a form. */
    address: z.string().max(100).nullable().optional(),
  }),
  reply: customerReply,
  errors: ['customer_not_found', 'customer_merged', 'customer_anonymous', 'evidence_missing'],
})

export const listConsentsCall = call({
  method: 'GET',
  path: '/api/customers/:customerId/consents',
  permission: 'customers.read',
  summary: 'Every consent row of a customer, newest first',
  personal: true,
  params,
  reply: z.object({
    items: z.array(
      consentReply.extend({
        consentId: z.uuid(),
        recordedBy: z.string(),
        evidence: z.string().nullable(),
        address: z.string().nullable(),
      }),
    ),
  }),
  errors: ['customer_not_found', 'customer_merged'],
})
