import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const params = z.object({ customerId: z.uuid() })
const direction = z.enum(['inbound', 'outbound', 'internal'])
const words = z
  .string()
  .max(300)
  .transform((text) => text.split(',').filter((word) => word !== ''))

export const interactionReply = z.object({
  interactionId: z.uuid(),
  occurredAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  unitId: z.int(),
  channel: z.string(),
  kind: z.string(),
  direction,
  subject: z.string().nullable(),
  body: z.string().nullable(),
  staffId: z.uuid().nullable(),
  staffName: z.string().nullable(),
  /** The record behind, of the room that told it: `{orderId, …}`. */
  data: z.record(z.string(), z.unknown()).nullable(),
  source: z.string(),
})
export type InteractionReply = z.input<typeof interactionReply>

export const listInteractionsCall = call({
  method: 'GET',
  path: '/api/customers/:customerId/interactions',
  permission: 'customers.read',
  summary: 'The timeline of a customer, newest first',
  personal: true,
  params,
  query: z.object({
    /** One or more, with commas: `email,phone`. */
    channel: words.optional(),
    kind: words.optional(),
    direction: words.optional(),
    from: z.iso.datetime().optional(),
    to: z.iso.datetime().optional(),
    cursor: z.string().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({ items: z.array(interactionReply), next: z.string().nullable() }),
  errors: ['customer_not_found', 'customer_merged', 'cursor_invalid'],
})

/** What staff write down by hand, and the channel each goes through. */
export const HAND_KINDS = {
  note: 'desk',
  call: 'phone',
  visit: 'visit',
  letter: 'post',
  fax: 'fax',
  mail: 'email',
  chat: 'chat',
  complaint: 'desk',
} as const
export type HandKind = keyof typeof HAND_KINDS

export const addInteractionCall = call({
  method: 'POST',
  path: '/api/customers/:customerId/interactions',
  permission: 'customers.contact',
  summary: 'Write down a visit, call, letter, fax, mail or note',
  params,
  idempotent: true,
  body: z.object({
    kind: z.enum(Object.keys(HAND_KINDS) as [HandKind, ...HandKind[]]),
    direction: direction.optional(),
    subject: z.string().max(500).nullable().optional(),
    body: z.string().max(20_000).nullable().optional(),
    /** At most a year back, at most five minutes ahead; now, when left out. */
    occurredAt: z.iso.datetime().optional(),
  }),
  reply: interactionReply,
  errors: ['customer_not_found', 'customer_merged', 'customer_anonymous', 'interaction_empty', 'moment_out_of_range'],
})
