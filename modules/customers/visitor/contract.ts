import { z } from 'zod'
import { call } from '#core/http/contract.ts'

export const findPersonalLinkCall = call({
  method: 'GET',
  path: '/api/customers/:customerId/personal-link',
  permission: 'customers.edit',
  summary: 'The mark that makes a link to your site personal: whoever opens it is taken for this customer',
  params: z.object({ customerId: z.uuid() }),
  reply: z.object({ parameter: z.string(), token: z.string() }),
  errors: ['customer_not_found', 'customer_merged'],
})
