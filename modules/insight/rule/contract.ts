import { z } from 'zod'
import { call } from '#core/http/contract.ts'
import { classRuleSchema } from './class-rule.ts'

const className = z.enum(['key', 'worth_winning', 'dispensable'])

export const findClassRuleCall = call({
  method: 'GET',
  path: '/api/insight/class-rule',
  permission: 'insight.read',
  summary: 'The rule that makes a class of scores',
  reply: z.object({ rule: classRuleSchema, standard: classRuleSchema, version: z.int() }),
})

export const changeClassRuleCall = call({
  method: 'PUT',
  path: '/api/insight/class-rule',
  permission: 'insight.rule',
  summary: 'Change the rule of the classes; everybody is analysed anew soon after',
  versioned: true,
  body: z.object({ rule: classRuleSchema }),
  reply: z.object({ rule: classRuleSchema, standard: classRuleSchema, version: z.int() }),
  errors: ['setting_invalid'],
})

export const previewClassRuleCall = call({
  method: 'POST',
  path: '/api/insight/class-rule/preview',
  permission: 'insight.rule',
  summary: 'How many customers would change class under another rule; nothing is written',
  body: z.object({ rule: classRuleSchema }),
  reply: z.object({
    customers: z.int(),
    changing: z.int(),
    before: z.array(z.object({ class: className, customers: z.int() })),
    after: z.array(z.object({ class: className, customers: z.int() })),
    moves: z.array(z.object({ from: className, to: className, customers: z.int() })),
  }),
})
