import { z } from 'zod'
import { defineSetting } from '#core/settings.ts'
import { PARTS, type Weights } from './quality-of.ts'

const weight = z.int().min(0).max(100)

/** How much each part counts in the quality of a record. */
export const qualityWeights = defineSetting<Weights>({
  name: 'customers.quality_weights',
  schema: z
    .strictObject(
      Object.fromEntries(PARTS.map((part) => [part, weight])) as Record<(typeof PARTS)[number], typeof weight>,
    )
    .refine((weights) => Object.values(weights).some((one) => one > 0), 'one part must count'),
  fallback: {
    name: 15,
    contact: 20,
    email: 10,
    phone: 10,
    region: 10,
    consent: 10,
    birthday: 5,
    tidy: 5,
    fresh: 10,
    single: 5,
  },
  permission: 'customers.clean',
})
