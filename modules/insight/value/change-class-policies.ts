import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { changeSetting, readSetting } from '#core/settings.ts'
import { classPoliciesSetting } from './class-policies.ts'
import type { changeClassPoliciesCall } from './contract.ts'
import { findClassPolicies } from './find-class-policies.ts'

/**
 * Changes how the classes are treated; rooms obey from their next transaction on.
 * @throws 412 `record_changed` when somebody was faster.
 */
export async function changeClassPolicies(
  ctx: Context,
  { policies, ifMatch }: InputOf<typeof changeClassPoliciesCall>,
): Promise<ReplyOf<typeof changeClassPoliciesCall>> {
  const before = await readSetting(ctx, classPoliciesSetting)
  await changeSetting(ctx, classPoliciesSetting, policies, ifMatch)
  audit(ctx, 'insight.class_policies.changed', { details: { before, after: policies } })
  return findClassPolicies(ctx)
}
