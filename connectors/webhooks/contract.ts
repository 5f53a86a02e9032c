import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { EVENT_ROOMS, EVENT_TYPES } from './event/event-types.ts'

const eventChoice = z
  .string()
  .max(100)
  .refine(
    (text) => EVENT_TYPES.some((type) => type === text) || EVENT_ROOMS.some((room) => `${room}.*` === text),
    'an event type, or all of a room such as orders.*',
  )
const params = z.object({ webhookId: z.uuid() })
const fields = {
  url: z.string().trim().min(1).max(2000),
  description: z.string().trim().min(1).max(120),
  events: z.array(eventChoice).min(1).max(100),
}
const moment = z.iso.datetime()

const webhookShape = z.object({
  webhookId: z.uuid(),
  url: z.string(),
  description: z.string(),
  events: z.array(z.string()),
  disabledAt: moment.nullable(),
  /** `gone`: the receiver answered 410. Null: by hand. */
  disabledWhy: z.enum(['gone']).nullable(),
  lastSuccessAt: moment.nullable(),
  lastFailureAt: moment.nullable(),
  /** In a row, since the last success. */
  failures: z.int(),
  /** After failures in a row it is left in peace until then. */
  restingUntil: moment.nullable(),
  /** How long the secret before signs too; null: there is none. */
  oldSecretUntil: moment.nullable(),
  /** Deliveries that wait, and that were given up; counted to 10,000. */
  waiting: z.int(),
  parked: z.int(),
  createdAt: moment,
  version: z.int(),
})
/** The secret to verify signatures with; answered here and never again. */
const secret = z.string()

export const listWebhooksCall = call({
  method: 'GET',
  path: '/api/webhooks',
  permission: 'webhooks.manage',
  summary: 'Addresses that are told what happens, with how they answer; never their secrets',
  reply: z.object({ items: z.array(webhookShape) }),
  errors: ['company_wide_only'],
})

export const addWebhookCall = call({
  method: 'POST',
  path: '/api/webhooks',
  permission: 'webhooks.manage',
  summary: 'Tell an address what happens; its secret is answered once',
  body: z.object(fields),
  reply: z.object({ webhook: webhookShape, secret }),
  creates: true,
  errors: ['company_wide_only', 'address_not_allowed', 'too_many_webhooks'],
})

export const changeWebhookCall = call({
  method: 'PATCH',
  path: '/api/webhooks/:webhookId',
  permission: 'webhooks.manage',
  summary: 'Change a webhook, or stop and start it',
  params,
  body: z.object({ ...z.object(fields).partial().shape, disabled: z.boolean().optional() }),
  versioned: true,
  reply: webhookShape,
  errors: ['company_wide_only', 'webhook_not_found', 'address_not_allowed'],
})

export const deleteWebhookCall = call({
  method: 'DELETE',
  path: '/api/webhooks/:webhookId',
  permission: 'webhooks.manage',
  summary: 'Delete a webhook and the log of its deliveries',
  params,
  errors: ['company_wide_only', 'webhook_not_found'],
})

export const rotateSecretCall = call({
  method: 'POST',
  path: '/api/webhooks/:webhookId/secret',
  permission: 'webhooks.manage',
  summary: 'A new secret, answered once; the one before signs beside it for 24 hours',
  params,
  reply: z.object({ secret, oldSecretUntil: moment }),
  errors: ['company_wide_only', 'webhook_not_found'],
})

export const testWebhookCall = call({
  method: 'POST',
  path: '/api/webhooks/:webhookId/test',
  permission: 'webhooks.manage',
  summary: 'Send a test event',
  params,
  reply: z.object({ messageId: z.uuid() }),
  errors: ['company_wide_only', 'webhook_not_found', 'webhook_disabled'],
})

export const DELIVERY_STATES = ['waiting', 'sending', 'delivered', 'parked', 'cut'] as const

export const listDeliveriesCall = call({
  method: 'GET',
  path: '/api/webhooks/:webhookId/deliveries',
  permission: 'webhooks.manage',
  summary: 'What was and is to be sent to an address, newest first; kept for 30 days',
  params,
  query: z.object({
    state: z.enum(DELIVERY_STATES).optional(),
    type: z.string().max(100).optional(),
    cursor: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    items: z.array(
      z.object({
        messageId: z.uuid(),
        /** As it is sent: `webhook-id`. */
        webhookId: z.string(),
        type: z.string(),
        occurredAt: moment,
        state: z.enum(DELIVERY_STATES),
        attempts: z.int(),
        nextAt: moment.nullable(),
        lastAt: moment.nullable(),
        /** HTTP status of the last attempt. What else the other side says is neither kept nor shown. */
        status: z.int().nullable(),
        /** Why there was no status. */
        error: z.string().nullable(),
        ms: z.int().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  errors: ['company_wide_only', 'webhook_not_found'],
})

export const replayDeliveryCall = call({
  method: 'POST',
  path: '/api/webhooks/:webhookId/deliveries/:messageId/replay',
  permission: 'webhooks.manage',
  summary: 'Send one delivery again now, under the same webhook-id',
  params: z.object({ webhookId: z.uuid(), messageId: z.uuid() }),
  errors: [
    'company_wide_only',
    'webhook_not_found',
    'webhook_disabled',
    'delivery_not_found',
    'delivery_under_way',
    'delivery_cut',
  ],
})

export const replaySinceCall = call({
  method: 'POST',
  path: '/api/webhooks/:webhookId/replay',
  permission: 'webhooks.manage',
  summary: 'Send everything since a moment again, or only what was given up',
  params,
  body: z.object({ since: z.iso.datetime({ offset: true }), only: z.enum(['parked', 'all']).default('parked') }),
  reply: z.object({ replayed: z.int() }),
  timeout: 30_000,
  errors: ['company_wide_only', 'webhook_not_found', 'webhook_disabled'],
})
