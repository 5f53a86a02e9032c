import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { customerReply } from '../customer/record-reply.ts'

const params = z.object({ customerId: z.uuid(), identityId: z.string().max(40) })

export const addIdentityCall = call({
  method: 'POST',
  path: '/api/customers/:customerId/identities',
  permission: 'customers.edit',
  summary: 'Give a customer an e-mail, phone, card, shop reference or handle',
  params: params.pick({ customerId: true }),
  body: z.object({
    kind: z.enum(['ref', 'email', 'phone', 'card', 'wechat', 'whatsapp', 'social']),
    value: z.string().min(1).max(254),
    /** The shop of a reference; ignored for other kinds. */
    source: z.string().max(60).default('desk'),
  }),
  reply: customerReply,
  errors: ['customer_not_found', 'customer_merged', 'customer_anonymous', 'identity_invalid', 'identity_taken'],
})

export const removeIdentityCall = call({
  method: 'DELETE',
  path: '/api/customers/:customerId/identities/:identityId',
  permission: 'customers.edit',
  summary: 'Take an identity from a customer',
  params,
  reply: customerReply,
  errors: ['customer_not_found', 'customer_merged', 'customer_anonymous', 'identity_not_found'],
})

export const makePrimaryCall = call({
  method: 'POST',
  path: '/api/customers/:customerId/identities/:identityId/primary',
  permission: 'customers.edit',
  summary: 'Make an e-mail or phone the one shown in lists and written to first',
  params,
  reply: customerReply,
  errors: [
    'customer_not_found',
    'customer_merged',
    'customer_anonymous',
    'identity_not_found',
    'identity_never_primary',
  ],
})
