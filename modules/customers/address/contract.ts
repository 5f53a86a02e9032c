import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { customerReply } from '../customer/record-reply.ts'

const params = z.object({ customerId: z.uuid(), addressId: z.uuid() })
const optional = (most: number) => z.string().max(most).nullable().optional()
const body = z.object({
  purpose: z.enum(['delivery', 'billing', 'home', 'work']).default('delivery'),
  recipient: optional(200),
  phone: optional(40),
  country: optional(80),
  region: optional(80),
  city: optional(80),
  street: optional(500),
  postcode: optional(20),
})
export type AddressInput = z.output<typeof body>

export const addAddressCall = call({
  method: 'POST',
  path: '/api/customers/:customerId/addresses',
  permission: 'customers.edit',
  summary: 'Add a further address',
  params: params.pick({ customerId: true }),
  body,
  reply: customerReply,
  errors: ['customer_not_found', 'customer_merged', 'customer_anonymous'],
})

export const changeAddressCall = call({
  method: 'PUT',
  path: '/api/customers/:customerId/addresses/:addressId',
  permission: 'customers.edit',
  summary: 'Replace a further address',
  versioned: true,
  params,
  body,
  reply: customerReply,
  errors: ['customer_not_found', 'customer_merged', 'customer_anonymous', 'address_not_found', 'field_masked'],
})

export const removeAddressCall = call({
  method: 'DELETE',
  path: '/api/customers/:customerId/addresses/:addressId',
  permission: 'customers.edit',
  summary: 'Remove a further address',
  params,
  reply: customerReply,
  errors: ['customer_not_found', 'customer_merged', 'customer_anonymous', 'address_not_found'],
})
