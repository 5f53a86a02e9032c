import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { findSetting } from '#core/settings.ts'
import { basketSetting } from './basket-setting.ts'
import type { findBasketSettingCall } from './contract.ts'

/** How baskets are looked at, with its version, beside what the house came with. */
export async function findBasketSetting(ctx: Context): Promise<ReplyOf<typeof findBasketSettingCall>> {
  const { value, version } = await findSetting(ctx, basketSetting)
  return { setting: value, standard: basketSetting.fallback, version }
}
