import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { customerRow } from '../list/contract.ts'
import { conditionShape } from './condition.ts'

const segment = z.object({
  segmentId: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  /** Members that the caller may see; null when it is not theirs to know, or not counted yet. */
  size: z.int().nullable(),
  /** It rests on a field that the caller sees masked, so neither condition, size nor members are shown. */
  hidden: z.boolean(),
  evaluatedAt: z.iso.datetime().nullable(),
  archivedAt: z.iso.datetime().nullable(),
  changedAt: z.iso.datetime(),
  version: z.int(),
})
/** The condition as it is stored, checked when it was saved; null where the segment is hidden. */
const whole = segment.extend({
  condition: z.unknown().meta({ anyOf: [{ $ref: '#/components/schemas/Condition' }, { type: 'null' }] }),
})

const name = z.string().trim().min(1).max(120)
const description = z.string().trim().max(500).nullable()
const params = z.object({ segmentId: z.coerce.number().int().min(1).max(2_147_483_647) })
const conditionErrors = ['filter_invalid', 'field_masked', 'segment_not_found'] as const

export const listSegmentsCall = call({
  method: 'GET',
  path: '/api/segments',
  permission: 'customers.read',
  summary: 'Segments with their sizes',
  query: z.object({ archived: z.enum(['yes', 'no']).default('no') }),
  reply: z.object({ items: z.array(segment) }),
})

export const findSegmentCall = call({
  method: 'GET',
  path: '/api/segments/:segmentId',
  permission: 'customers.read',
  summary: 'One segment with its condition',
  params,
  reply: whole,
  errors: ['segment_not_found'],
})

export const addSegmentCall = call({
  method: 'POST',
  path: '/api/segments',
  permission: 'customers.segments',
  summary: 'Add a segment; its members are found right after',
  body: z.object({ name, description: description.default(null), condition: conditionShape }),
  reply: whole,
  errors: [...conditionErrors, 'segment_name_taken'],
  idempotent: true,
})

export const changeSegmentCall = call({
  method: 'PATCH',
  path: '/api/segments/:segmentId',
  permission: 'customers.segments',
  summary: 'Change a segment',
  params,
  body: z.object({
    name: name.optional(),
    description: description.optional(),
    condition: conditionShape.optional(),
    archived: z.boolean().optional(),
  }),
  reply: whole,
  errors: [...conditionErrors, 'segment_name_taken', 'segment_in_circle', 'segment_in_use'],
  versioned: true,
})

export const previewSegmentCall = call({
  method: 'POST',
  path: '/api/segments/preview',
  permission: 'customers.read',
  summary: 'How many customers a condition finds, and some of them',
  body: z.object({ condition: conditionShape }),
  reply: z.object({
    count: z.int(),
    /** False: estimated from `sampled` customers, because counting took too long. */
    exact: z.boolean(),
    sampled: z.int().nullable(),
    items: z.array(customerRow),
  }),
  errors: conditionErrors,
  personal: true,
  timeout: 10_000,
})
