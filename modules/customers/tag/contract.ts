import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { tagText } from '../customer/customer-fields.ts'

export const listTagsCall = call({
  method: 'GET',
  path: '/api/customer-tags',
  permission: 'customers.read',
  summary: 'Tags in use among the customers one sees, most used first',
  reply: z.object({ items: z.array(z.object({ tag: z.string(), customers: z.int() })) }),
})

const change = z.object({
  customerIds: z.array(z.uuid()).min(1).max(5000),
  addTags: z.array(tagText).max(20).optional(),
  removeTags: z.array(tagText).max(20).optional(),
  /** Null: nobody looks after them. */
  ownerStaffId: z.uuid().nullable().optional(),
  addUnitIds: z.array(z.int().positive()).max(20).optional(),
  removeUnitIds: z.array(z.int().positive()).max(20).optional(),
})
export type BulkChange = z.output<typeof change>

export const changeManyCall = call({
  method: 'POST',
  path: '/api/customers/bulk',
  permission: 'customers.bulk',
  summary: 'Tag, assign or move up to 5,000 customers; the answer holds the calls that undo it',
  body: change,
  timeout: 20_000,
  reply: z.object({
    /** Customers that changed; those out of scope are left out without a word. */
    changed: z.int(),
    /** Bodies for the same call, one after another, that bring back what was. */
    undo: z.array(change),
  }),
  errors: ['unit_not_yours'],
})
