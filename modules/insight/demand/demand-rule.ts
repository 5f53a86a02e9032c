import { z } from 'zod'
import { defineSetting } from '#core/settings.ts'

/** Weeks that are looked ahead. */
export const WEEKS_AHEAD = 12
/** Part of a week has passed when the stock is counted: so many days ahead are always known. */
const DAYS_KNOWN = 77

/** When and how much to reorder. */
export const demandRuleSchema = z
  .strictObject({
    /** From order to delivery. */
    leadTimeDays: z.int().min(1).max(70),
    /** How long a delivery shall last. */
    coverDays: z.int().min(1).max(70),
    /** Probability that stock lasts until then. */
    serviceLevel: z.number().min(0.5).max(0.999),
  })
  .refine(({ leadTimeDays, coverDays }) => leadTimeDays + coverDays <= DAYS_KNOWN, {
    message: `lead time and cover together at most ${DAYS_KNOWN} days`,
    path: ['coverDays'],
  })

export type DemandRule = z.output<typeof demandRuleSchema>

export const DEFAULT_DEMAND_RULE: DemandRule = { leadTimeDays: 14, coverDays: 28, serviceLevel: 0.95 }

export const demandRuleSetting = defineSetting<DemandRule>({
  name: 'insight.demand',
  schema: demandRuleSchema,
  fallback: DEFAULT_DEMAND_RULE,
  permission: 'insight.rule',
})
