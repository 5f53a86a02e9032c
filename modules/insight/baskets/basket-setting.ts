import { z } from 'zod'
import { defineSetting } from '#core/settings.ts'

/** How baskets are looked at. */
export const basketSettingSchema = z.strictObject({
  /** Orders of the last so many days count. */
  days: z.int().min(30).max(3650),
  /** Share of all orders that must hold a set of goods; `auto`: as little as keeps it to 20,000 sets. */
  minSupport: z.union([z.literal('auto'), z.number().gt(0).max(1)]),
  /** What the page of rules opens with; both are computed. */
  level: z.enum(['product', 'category']),
})

export type BasketSetting = z.output<typeof basketSettingSchema>

export const basketSetting = defineSetting<BasketSetting>({
  name: 'insight.baskets',
  schema: basketSettingSchema,
  fallback: { days: 730, minSupport: 'auto', level: 'product' },
  permission: 'insight.rule',
})
