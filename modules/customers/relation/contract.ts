import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { customerReply } from '../customer/record-reply.ts'

export const RELATION_KINDS = [
  'member_of',
  'has_member',
  'spouse',
  'parent',
  'child',
  'colleague',
  'referred',
  'referred_by',
  'same_household',
] as const

export const addRelationCall = call({
  method: 'POST',
  path: '/api/customers/:customerId/relations',
  permission: 'customers.edit',
  summary: 'Relate two customers: household, organisation, referral',
  params: z.object({ customerId: z.uuid() }),
  body: z.object({ otherId: z.uuid(), kind: z.enum(RELATION_KINDS), note: z.string().max(500).nullable().optional() }),
  reply: customerReply,
  errors: ['customer_not_found', 'customer_merged', 'customer_anonymous', 'relation_with_self'],
})

export const removeRelationCall = call({
  method: 'DELETE',
  path: '/api/customers/:customerId/relations/:otherId/:kind',
  permission: 'customers.edit',
  summary: 'End a relation, on both sides',
  params: z.object({ customerId: z.uuid(), otherId: z.uuid(), kind: z.enum(RELATION_KINDS) }),
  reply: customerReply,
  errors: ['customer_not_found', 'customer_merged', 'customer_anonymous', 'relation_not_found'],
})
