import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { classPoliciesSchema } from './class-policies.ts'

const className = z.enum(['key', 'worth_winning', 'dispensable'])
const units = z
  .string()
  .max(2000)
  .regex(/^\d{1,9}(,\d{1,9})*$/)
  .transform((text) => text.split(',').map(Number))
const nowAndAfter = z.object({ now: z.number(), after: z.number() })
const amounts = z.object({ now: z.string(), after: z.string() }).nullable()

export const findValueGridCall = call({
  method: 'GET',
  path: '/api/insight/value-grid',
  permission: 'insight.read',
  summary: 'Customers by what they brought (fifths) and what is expected of them in the next year (fifths)',
  query: z.object({ units: units.optional() }),
  reply: z.object({
    currency: z.string(),
    basis: z.enum(['profit', 'revenue']).nullable(),
    customers: z.int(),
    cells: z.array(
      z.object({
        present: z.int(),
        potential: z.int(),
        customers: z.int(),
        key: z.int(),
        worthWinning: z.int(),
        dispensable: z.int(),
        /** To date, and of the next 365 days; null: the caller may not see profits. */
        worth: z.string().nullable(),
        value: z.string().nullable(),
      }),
    ),
  }),
})

export const findWhatIfCall = call({
  method: 'GET',
  path: '/api/insight/what-if',
  permission: 'insight.read',
  summary: 'What the next year would bring if customers were more likely to come back, or spent more',
  query: z.object({
    units: units.optional(),
    class: className.optional(),
    /** Hundredths added to everybody's probability of buying again within a year. */
    points: z.coerce.number().min(-50).max(50).default(2),
    /** Per cent that is spent more. */
    spend: z.coerce.number().min(-50).max(100).default(0),
  }),
  reply: z.object({
    currency: z.string(),
    basis: z.enum(['profit', 'revenue']).nullable(),
    customers: z.int(),
    /** Share of customers who buy again within a year. */
    retention: nowAndAfter,
    orders: nowAndAfter,
    /** Null: the caller may not see profits. */
    value: amounts,
  }),
})

const policiesReply = z.object({ policies: classPoliciesSchema, standard: classPoliciesSchema, version: z.int() })

export const findClassPoliciesCall = call({
  method: 'GET',
  path: '/api/insight/class-policies',
  permission: 'insight.read',
  summary: 'How the company treats the customers of each class',
  reply: policiesReply,
})

export const changeClassPoliciesCall = call({
  method: 'PUT',
  path: '/api/insight/class-policies',
  permission: 'insight.rule',
  summary: 'Change how the customers of each class are treated',
  versioned: true,
  body: z.object({ policies: classPoliciesSchema }),
  reply: policiesReply,
  errors: ['setting_invalid'],
})
