import { z } from 'zod'
import { defineSetting } from '#core/settings.ts'

/** How many days before a purchase is due it is told. */
export const needsSetting = defineSetting<{ leadDays: number }>({
  name: 'insight.needs',
  schema: z.strictObject({ leadDays: z.int().min(0).max(60) }),
  fallback: { leadDays: 3 },
  permission: 'insight.rule',
})
