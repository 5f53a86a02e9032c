import type { Context } from '#core/context.ts'
import { changeSetting } from '#core/settings.ts'
import { servingRates } from '#modules/orders/money/serving-rates.ts'

/** Says what returns and contacts cost the made-up shop, as its owner would, so that profit is what is left after service. */
export async function setServingRates(ctx: Context): Promise<void> {
  await changeSetting(ctx, servingRates, {
    perReturn: '8',
    perCall: '6',
    perComplaint: '15',
    perMail: '2',
    perVoucher: '0',
    shippingShare: '0',
  })
}
