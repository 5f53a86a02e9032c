import { z } from 'zod'
import { defineSetting } from '#core/settings.ts'

const amount = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,6})?$/)
  .meta({ unit: 'money' })

/**
 * What serving costs beside the goods, in the company's currency, and which share of the freight that customers are
 * charged the company bears on top. Zero until the company says: a made-up rate would be a made-up profit.
 */
export const servingRates = defineSetting({
  name: 'orders.serving_rates',
  schema: z.object({
    perReturn: amount.default('0'),
    perCall: amount.default('0'),
    /** Complaints and tickets. */
    perComplaint: amount.default('0'),
    perMail: amount.default('0'),
    perVoucher: amount.default('0'),
    shippingShare: z
      .string()
      .regex(/^(0(\.\d{1,4})?|1(\.0{1,4})?)$/)
      .meta({ unit: 'share' })
      .default('0'),
  }),
  fallback: { perReturn: '0', perCall: '0', perComplaint: '0', perMail: '0', perVoucher: '0', shippingShare: '0' },
  permission: 'settings.change',
})
