import { z } from 'zod'
import { defineSetting } from '#core/settings.ts'

/** What one unit of another currency is worth in the company's: {"EUR": "7.85"}. */
export const exchangeRates = defineSetting({
  name: 'company.exchange_rates',
  schema: z
    .record(
      z.string().regex(/^[A-Z]{3}$/),
      z
        .string()
        .regex(/^\d{1,9}(\.\d{1,9})?$/)
        .refine((text) => /[1-9]/.test(text), 'A rate is more than zero'),
    )
    .meta({ unit: 'rates' }),
  fallback: {},
  permission: 'settings.change',
})
