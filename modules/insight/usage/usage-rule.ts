import { z } from 'zod'
import { defineSetting } from '#core/settings.ts'
import { hasForbidden } from '#core/words/text.ts'

const percent = (least: number) => z.number().min(least).max(100)
const brand = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((given) => !hasForbidden(given), 'a character that cannot be stored')

/** How purchases of a category become a usage and a loyalty class; told in README.md of this folder. */
export const usageRuleSchema = z.strictObject({
  /** So many days back, the last one included. */
  days: z.int().min(30).max(3650),
  usage: z
    .strictObject({
      /** What a share is of: the quantity they buy together, or their number. */
      by: z.enum(['volume', 'customers']),
      /** Heavy: who, most first, make up this first share (%). */
      heavy: percent(1),
      /** Medium: who are not heavy and make up the share up to here (%). */
      medium: percent(1),
    })
    .refine(({ heavy, medium }) => heavy < medium, 'medium must reach beyond heavy'),
  loyalty: z.strictObject({
    /** Loyal is who takes this share (%) of their purchases in one maker's brand, or in store brands. Above 50, so that only one can be. */
    share: percent(51),
    /** With fewer purchases nothing is said. */
    leastPurchases: z.int().min(1).max(100),
    /** Brands of the company itself. */
    storeBrands: z.array(brand).max(100),
  }),
})

export type UsageRule = z.output<typeof usageRuleSchema>

/** Three purchases: of customers who take any of three brands, one in three takes the same twice in a row, one in nine thrice. */
export const DEFAULT_USAGE_RULE: UsageRule = {
  days: 365,
  usage: { by: 'volume', heavy: 50, medium: 80 },
  loyalty: { share: 70, leastPurchases: 3, storeBrands: [] },
}

export const usageRuleSetting = defineSetting<UsageRule>({
  name: 'insight.usage',
  schema: usageRuleSchema,
  fallback: DEFAULT_USAGE_RULE,
  permission: 'insight.rule',
})
