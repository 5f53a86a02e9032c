import { z } from 'zod'
import { defineSetting } from '#core/settings.ts'

/** From which risk on, in per cent, churn is medium and high. */
const churnRuleSchema = z
  .strictObject({ medium: z.int().min(1).max(99), high: z.int().min(1).max(99) })
  .refine(({ medium, high }) => medium < high, 'high must be above medium')

export type ChurnRule = z.output<typeof churnRuleSchema>
export type ChurnLevel = 'low' | 'medium' | 'high'

export const churnRuleSetting = defineSetting<ChurnRule>({
  name: 'insight.churn',
  schema: churnRuleSchema,
  fallback: { medium: 50, high: 80 },
  permission: 'insight.rule',
})

/** The level of a risk between 0 and 1. */
export const churnLevelOf = (risk: number, { medium, high }: ChurnRule): ChurnLevel =>
  risk * 100 >= high ? 'high' : risk * 100 >= medium ? 'medium' : 'low'
