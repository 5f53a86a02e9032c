import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { customerFields } from './customer-fields.ts'
import { customerReply } from './record-reply.ts'

const params = z.object({ customerId: z.uuid() })

export const createCustomerCall = call({
  method: 'POST',
  path: '/api/customers',
  permission: 'customers.edit',
  summary: 'Add a customer; warns when an identity belongs to somebody already',
  body: customerFields.extend({
    email: z.string().max(254).optional(),
    phone: z.string().max(40).optional(),
    customerRef: z.string().max(200).optional(),
    cardNumber: z.string().max(60).optional(),
    /** Whose reference it is. */
    source: z.string().max(60).default('desk'),
    /** Add although somebody has the same identity; they keep it. */
    force: z.boolean().default(false),
  }),
  reply: customerReply,
  idempotent: true,
  errors: [
    'customer_exists',
    'customer_nameless',
    'identity_invalid',
    'field_masked',
    'custom_field_unknown',
    'custom_field_invalid',
    'unit_not_yours',
  ],
})

export const findCustomerCall = call({
  method: 'GET',
  path: '/api/customers/:customerId',
  permission: 'customers.read',
  summary: 'A customer with identities, addresses, relations, present consents and metrics',
  personal: true,
  params,
  reply: customerReply,
  errors: ['customer_not_found', 'customer_merged'],
})

export const changeCustomerCall = call({
  method: 'PATCH',
  path: '/api/customers/:customerId',
  permission: 'customers.edit',
  summary: 'Change fields of a customer; custom values are merged, null removes one',
  versioned: true,
  params,
  body: customerFields,
  reply: customerReply,
  errors: [
    'customer_not_found',
    'customer_merged',
    'field_masked',
    'custom_field_unknown',
    'custom_field_invalid',
    'unit_not_yours',
    'customer_anonymous',
  ],
})

export const archiveCustomerCall = call({
  method: 'POST',
  path: '/api/customers/:customerId/archive',
  permission: 'customers.archive',
  summary: 'Take a customer out of lists and searches; everything stays and can be restored',
  params,
  reply: customerReply,
  errors: ['customer_not_found', 'customer_merged', 'customer_anonymous'],
})

export const restoreCustomerCall = call({
  method: 'POST',
  path: '/api/customers/:customerId/restore',
  permission: 'customers.archive',
  summary: 'Bring an archived customer back',
  params,
  reply: customerReply,
  errors: ['customer_not_found', 'customer_merged', 'customer_anonymous'],
})
