import { z } from 'zod'
import { defineSetting } from '#core/settings.ts'

const score = z.int().min(1).max(5)

/** How scores become a class; see the room's README for the words. */
export const classRuleSchema = z.strictObject({
  /** `auto`: profit where the costs of at least 90 % of the revenue are known, else revenue. */
  measure: z.enum(['auto', 'profit', 'revenue']),
  key: z.strictObject({
    /** Those who, best first, bring this many per cent of all positive worth. */
    share: z.number().min(1).max(100),
    recency: score,
    frequency: score,
    money: score,
    /** Fifth of the value expected of the next year; who has no prediction passes. */
    potential: score.default(2),
  }),
  /** One of these is enough; null: does not count. */
  winning: z.strictObject({
    recency: score.nullable(),
    frequency: score.nullable(),
    basket: score.nullable(),
    /** Of the value expected of the next year. */
    potential: score.nullable().default(4),
    /** Brings enough for a key customer, but has gone quiet. */
    quietKey: z.boolean(),
  }),
})

export type ClassRule = z.output<typeof classRuleSchema>

export const DEFAULT_CLASS_RULE: ClassRule = {
  measure: 'auto',
  key: { share: 80, recency: 2, frequency: 1, money: 1, potential: 2 },
  winning: { recency: 4, frequency: 4, basket: 5, potential: 4, quietKey: true },
}

export const classRuleSetting = defineSetting<ClassRule>({
  name: 'insight.class_rule',
  schema: classRuleSchema,
  fallback: DEFAULT_CLASS_RULE,
  permission: 'insight.rule',
})
