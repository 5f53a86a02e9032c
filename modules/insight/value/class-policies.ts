import { z } from 'zod'
import { defineSetting } from '#core/settings.ts'

/** How the company treats the customers of a class. */
export const classPolicySchema = z.strictObject({
  /** `none`: no service beyond what the law demands. */
  service: z.enum(['priority', 'standard', 'self_service', 'none']),
  /** Within how many working hours they are answered; null: no promise. */
  answerHours: z.int().min(1).max(240).nullable(),
  offers: z.enum(['personal', 'standard', 'none']),
  fees: z.enum(['waived', 'standard', 'full']),
  note: z.string().trim().max(300),
})

export const classPoliciesSchema = z.strictObject({
  key: classPolicySchema,
  worth_winning: classPolicySchema,
  dispensable: classPolicySchema,
})

export type ClassPolicies = z.output<typeof classPoliciesSchema>
export type ClassPolicy = z.output<typeof classPolicySchema>

/** The same as the view `facts.class_policies` falls back to. */
export const DEFAULT_CLASS_POLICIES: ClassPolicies = {
  key: { service: 'priority', answerHours: 2, offers: 'personal', fees: 'waived', note: '' },
  worth_winning: { service: 'standard', answerHours: 8, offers: 'personal', fees: 'standard', note: '' },
  dispensable: { service: 'self_service', answerHours: null, offers: 'none', fees: 'full', note: '' },
}

/** What rooms that serve, write to and bill customers look up before they do; see `facts.class_policies`. */
export const classPoliciesSetting = defineSetting<ClassPolicies>({
  name: 'insight.class_policies',
  schema: classPoliciesSchema,
  fallback: DEFAULT_CLASS_POLICIES,
  permission: 'insight.rule',
})
