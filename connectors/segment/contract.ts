import { z } from 'zod'
import { call } from '#core/http/contract.ts'

const origin = z
  .string()
  .max(200)
  .refine((text) => URL.canParse(text) && new URL(text).origin === text, 'an origin such as https://shop.example')

const fields = {
  name: z.string().trim().min(1).max(120),
  unitId: z.int().min(1).optional(),
  origins: z.array(origin).max(20).optional(),
  asksConsent: z.boolean().optional(),
  /** Most events a minute. */
  quota: z.int().min(1).max(10_000_000).optional(),
}

const sourceShape = z.object({
  sourceId: z.int(),
  name: z.string(),
  /** Stands on public pages: it can only write events, and nothing is told back. */
  writeKey: z.string(),
  /** What references, visitors and orders of this site stand under. */
  source: z.string(),
  unitId: z.int(),
  origins: z.array(z.string()),
  asksConsent: z.boolean(),
  quota: z.int(),
  lastEventAt: z.iso.datetime().nullable(),
  /** Of the last 24 hours. */
  events: z.int(),
  parked: z.int(),
  createdAt: z.iso.datetime(),
  disabledAt: z.iso.datetime().nullable(),
  version: z.int(),
})

export const listSourcesCall = call({
  method: 'GET',
  path: '/api/event-sources',
  permission: 'connections.manage',
  summary: 'Sites, apps and servers that send events, with their write keys',
  reply: z.object({ items: z.array(sourceShape) }),
  errors: ['company_wide_only'],
})

export const addSourceCall = call({
  method: 'POST',
  path: '/api/event-sources',
  permission: 'connections.manage',
  summary: 'Add a site, app or server; its write key is answered',
  body: z.object({
    ...fields,
    /** Under which name references of this site stand; one shop may have several sites. */
    source: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/)
      .default('web'),
  }),
  reply: sourceShape,
  idempotent: true,
  errors: ['company_wide_only', 'unit_not_found'],
})

export const changeSourceCall = call({
  method: 'PATCH',
  path: '/api/event-sources/:sourceId',
  permission: 'connections.manage',
  summary: 'Change a source of events, or stop and start it',
  params: z.object({ sourceId: z.coerce.number().int().min(1) }),
  body: z.object({ ...fields, name: fields.name.optional(), disabled: z.boolean().optional() }),
  versioned: true,
  reply: sourceShape,
  errors: ['company_wide_only', 'event_source_not_found', 'unit_not_found'],
})

export const listParkedCall = call({
  method: 'GET',
  path: '/api/event-sources/:sourceId/parked',
  permission: 'connections.manage',
  summary: 'The newest events that could not be taken in, with why',
  personal: true,
  params: z.object({ sourceId: z.coerce.number().int().min(1) }),
  reply: z.object({
    items: z.array(
      z.object({ parkedId: z.uuid(), receivedAt: z.iso.datetime(), reason: z.string(), event: z.unknown() }),
    ),
  }),
  errors: ['company_wide_only', 'event_source_not_found'],
})

export const retryParkedCall = call({
  method: 'POST',
  path: '/api/event-sources/:sourceId/parked/retry',
  permission: 'connections.manage',
  summary: 'Try the parked events of a source again',
  params: z.object({ sourceId: z.coerce.number().int().min(1) }),
  reply: z.object({ retried: z.int() }),
  errors: ['company_wide_only', 'event_source_not_found'],
})
