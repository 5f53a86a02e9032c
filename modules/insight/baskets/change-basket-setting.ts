import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { queueJob } from '#core/jobs/job.ts'
import { changeSetting, readSetting } from '#core/settings.ts'
import { basketSetting } from './basket-setting.ts'
import type { changeBasketSettingCall } from './contract.ts'
import { findBasketSetting } from './find-basket-setting.ts'

/** Changes how baskets are looked at and queues an analysis, which the models follow. @throws 412 `record_changed` when somebody was faster. */
export async function changeBasketSetting(
  ctx: Context,
  { setting, ifMatch }: InputOf<typeof changeBasketSettingCall>,
): Promise<ReplyOf<typeof changeBasketSettingCall>> {
  const before = await readSetting(ctx, basketSetting)
  await changeSetting(ctx, basketSetting, setting, ifMatch)
  audit(ctx, 'insight.baskets.changed', { details: { before, after: setting } })
  queueJob(ctx, { name: 'insight.analyse' }, {}, { key: 'insight.analyse' })
  return findBasketSetting(ctx)
}
