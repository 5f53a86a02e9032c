import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { queueJob } from '#core/jobs/job.ts'
import { changeSetting, readSetting } from '#core/settings.ts'
import { classRuleSetting } from './class-rule.ts'
import type { changeClassRuleCall } from './contract.ts'
import { findClassRule } from './find-class-rule.ts'

/**
 * Changes the rule and queues an analysis of everybody.
 * @throws 412 `record_changed` when somebody was faster.
 */
export async function changeClassRule(
  ctx: Context,
  { rule, ifMatch }: InputOf<typeof changeClassRuleCall>,
): Promise<ReplyOf<typeof changeClassRuleCall>> {
  const before = await readSetting(ctx, classRuleSetting)
  await changeSetting(ctx, classRuleSetting, rule, ifMatch)
  audit(ctx, 'insight.class_rule.changed', { details: { before, after: rule } })
  queueJob(ctx, { name: 'insight.analyse' }, {}, { key: 'insight.analyse' })
  return findClassRule(ctx)
}
