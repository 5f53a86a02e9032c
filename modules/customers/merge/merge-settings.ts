import { z } from 'zod'
import { defineSetting } from '#core/settings.ts'
import { SURVIVORSHIP_RULES, type SurvivorshipRule, type Trust } from './survivorship.ts'

export interface MergeRules {
  /** For fields that `fields` doesn't name. */
  rule: SurvivorshipRule
  /** By field: `name`, `gender`, `birthday`, `place`, `company`, `custom.<key>`. */
  fields: Record<string, SurvivorshipRule>
  trust: Trust
}

/** Which value stands when sources say different things about a field. */
export const mergeRules = defineSetting<MergeRules>({
  name: 'customers.merge_rules',
  schema: z.strictObject({
    rule: z.enum(SURVIVORSHIP_RULES),
    fields: z.record(z.string().max(80), z.enum(SURVIVORSHIP_RULES)),
    trust: z.record(z.string().max(60), z.number().min(0).max(1)),
  }),
  fallback: { rule: 'kept_first', fields: {}, trust: { desk: 1, portal: 0.9, house: 0.5 } },
  permission: 'customers.merge',
})
