import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { changeSetting, readSetting } from '#core/settings.ts'
import type { changeUsageRuleCall } from './contract.ts'
import { findUsageRule } from './find-usage-rule.ts'
import { usageNow } from './usage-jobs.ts'
import { usageRuleSetting } from './usage-rule.ts'

/**
 * Changes the rule and has everybody computed again.
 * @throws 412 `record_changed` when somebody was faster.
 */
export async function changeUsageRule(
  ctx: Context,
  { rule, ifMatch }: InputOf<typeof changeUsageRuleCall>,
): Promise<ReplyOf<typeof changeUsageRuleCall>> {
  const before = await readSetting(ctx, usageRuleSetting)
  await changeSetting(ctx, usageRuleSetting, rule, ifMatch)
  audit(ctx, 'insight.usage.changed', { details: { before, after: rule } })
  usageNow(ctx)
  return findUsageRule(ctx)
}
