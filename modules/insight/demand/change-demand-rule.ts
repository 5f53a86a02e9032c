import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { queueJob } from '#core/jobs/job.ts'
import { changeSetting, readSetting } from '#core/settings.ts'
import type { changeDemandRuleCall } from './contract.ts'
import { demandRuleSetting } from './demand-rule.ts'
import { findDemandRule } from './find-demand-rule.ts'

/**
 * Changes the rule of reordering and has every stock judged anew by it.
 * @throws 412 `record_changed` when somebody was faster.
 */
export async function changeDemandRule(
  ctx: Context,
  { rule, ifMatch }: InputOf<typeof changeDemandRuleCall>,
): Promise<ReplyOf<typeof changeDemandRuleCall>> {
  const before = await readSetting(ctx, demandRuleSetting)
  await changeSetting(ctx, demandRuleSetting, rule, ifMatch)
  audit(ctx, 'insight.demand.changed', { details: { before, after: rule } })
  queueJob(ctx, { name: 'insight.rate-stock' }, {}, { key: 'insight.rate-stock' })
  return findDemandRule(ctx)
}
