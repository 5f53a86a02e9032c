import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { PLATFORMS } from './platform/platform.ts'

const params = z.object({ connectionId: z.coerce.number().int().min(1) })
const text = z.string().trim().min(1).max(500)
const name = z.string().trim().min(1).max(120)
/** Which of them a platform needs stands in `credentials` of the answer to `GET /api/shops`. */
const credentials = z.partialRecord(
  z.enum(['accessToken', 'consumerKey', 'consumerSecret', 'username', 'password']),
  text,
)

const shopShape = z.object({
  connectionId: z.int(),
  platform: z.enum(PLATFORMS),
  name: z.string(),
  source: z.string(),
  unitId: z.int(),
  address: z.string(),
  /** Where the shop sends its messages. */
  hookUrl: z.string(),
  hasSecret: z.boolean(),
  /** Until then messages signed with the secret before are taken, too. */
  formerUntil: z.iso.datetime().nullable(),
  state: z.enum(['connecting', 'pulling', 'connected', 'trouble', 'stopped']),
  /** `shop_not_reached`, `shop_refused_access`, `shop_answer_unreadable`, `shop_busy` or `failed`. */
  error: z.string().nullable(),
  errorAt: z.iso.datetime().nullable(),
  /** Of the pull that is under way, or the last one: which part it is at, and how many records it brought. */
  pull: z.object({
    part: z.string().nullable(),
    isFirst: z.boolean(),
    orders: z.int(),
    customers: z.int(),
    products: z.int(),
    refused: z.int(),
  }),
  pulledAt: z.iso.datetime().nullable(),
  lastMessageAt: z.iso.datetime().nullable(),
  /** Of the last 24 hours. */
  messages: z.int(),
  waiting: z.int(),
  parked: z.int(),
  createdAt: z.iso.datetime(),
  version: z.int(),
})

export const listShopsCall = call({
  method: 'GET',
  path: '/api/shops',
  permission: 'connections.manage',
  summary: 'Connected shops, and how they do',
  reply: z.object({
    items: z.array(shopShape),
    platforms: z.array(
      z.object({
        platform: z.enum(PLATFORMS),
        credentials: z.array(z.string()),
        /** The shop names the secret its messages are signed with; else it is made here. */
        ownSecret: z.boolean(),
      }),
    ),
  }),
  errors: ['company_wide_only'],
})

export const addShopCall = call({
  method: 'POST',
  path: '/api/shops',
  permission: 'connections.manage',
  summary: 'Connect a shop: what it has is pulled at once, what happens there comes by its messages',
  body: z.object({
    platform: z.enum(PLATFORMS),
    name,
    /** What references, order numbers and products of this shop stand under. */
    source: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/),
    unitId: z.int().min(1).optional(),
    address: z.string().trim().min(1).max(300),
    credentials,
    /** What the shop signs its messages with, where the shop names it. */
    secret: text.optional(),
  }),
  reply: shopShape.extend({
    /** Shown this once: what the shop is to sign its messages with, where it is made here. */
    secret: z.string().nullable(),
  }),
  creates: true,
  errors: [
    'company_wide_only',
    'unit_not_found',
    'credentials_missing',
    'shop_secret_missing',
    'address_not_allowed',
    'shop_source_taken',
  ],
})

export const changeShopCall = call({
  method: 'PATCH',
  path: '/api/shops/:connectionId',
  permission: 'connections.manage',
  summary: 'Change how a shop is connected, or stop and start it',
  params,
  body: z.object({
    name: name.optional(),
    unitId: z.int().min(1).optional(),
    address: z.string().trim().min(1).max(300).optional(),
    credentials: credentials.optional(),
    disabled: z.boolean().optional(),
  }),
  versioned: true,
  reply: shopShape,
  errors: ['company_wide_only', 'shop_not_found', 'unit_not_found', 'credentials_missing', 'address_not_allowed'],
})

export const turnSecretCall = call({
  method: 'POST',
  path: '/api/shops/:connectionId/secret',
  permission: 'connections.manage',
  summary: 'A new secret for the messages of a shop; the one before is good for another day',
  params,
  body: z.object({ secret: text.optional() }),
  reply: z.object({ secret: z.string().nullable(), formerUntil: z.iso.datetime().nullable() }),
  errors: ['company_wide_only', 'shop_not_found', 'shop_secret_missing'],
})

export const pullShopCall = call({
  method: 'POST',
  path: '/api/shops/:connectionId/pull',
  permission: 'connections.manage',
  summary: 'Pull everything from a shop again, or stop the pull that is under way',
  params,
  body: z.object({ stop: z.boolean().default(false) }),
  reply: shopShape,
  errors: ['company_wide_only', 'shop_not_found', 'shop_stopped'],
})

export const listMessagesCall = call({
  method: 'GET',
  path: '/api/shops/:connectionId/messages',
  permission: 'connections.manage',
  summary: 'What a shop sent, newest first, and what became of it',
  params,
  query: z.object({
    state: z.enum(['waiting', 'done', 'parked']).optional(),
    cursor: z.uuid().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  reply: z.object({
    items: z.array(
      z.object({
        messageId: z.uuid(),
        receivedAt: z.iso.datetime(),
        topic: z.string(),
        /** The shop's id of what it is about. */
        about: z.string().nullable(),
        state: z.enum(['waiting', 'done', 'parked']),
        reason: z.string().nullable(),
        tries: z.int(),
        nextTryAt: z.iso.datetime().nullable(),
        canReplay: z.boolean(),
      }),
    ),
    next: z.uuid().nullable(),
  }),
  errors: ['company_wide_only', 'shop_not_found'],
})

export const replayMessagesCall = call({
  method: 'POST',
  path: '/api/shops/:connectionId/messages/replay',
  permission: 'connections.manage',
  summary: 'Take in messages of a shop again: all that could not be, or the named ones',
  params,
  body: z.object({ messageIds: z.array(z.uuid()).max(200).optional() }),
  reply: z.object({ replayed: z.int() }),
  errors: ['company_wide_only', 'shop_not_found'],
})
