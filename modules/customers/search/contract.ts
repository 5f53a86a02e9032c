import { z } from 'zod'
import { call } from '#core/http/contract.ts'

export const searchCall = call({
  method: 'GET',
  path: '/api/search',
  cost: 3,
  permission: 'customers.read',
  summary: 'Customers by name, pinyin, e-mail, part of a phone number, card, reference or order number',
  personal: true,
  query: z.object({ q: z.string().max(200), limit: z.coerce.number().int().min(1).max(20).default(20) }),
  reply: z.object({
    items: z.array(
      z.object({
        id: z.uuid(),
        /** The name, or what stands in for it. */
        name: z.string(),
        class: z.string().nullable(),
        company: z.string().nullable(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
        city: z.string().nullable(),
        orders: z.int(),
        lastOrderAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
})
