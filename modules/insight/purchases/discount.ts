import { z } from 'zod'
import { defineSetting } from '#core/settings.ts'

/** By how many per cent a year money that comes later is worth less: for lifetime value. */
export const discountSetting = defineSetting<number>({
  name: 'insight.yearly_discount',
  schema: z.number().min(0).max(50),
  fallback: 10,
  permission: 'insight.rule',
})
