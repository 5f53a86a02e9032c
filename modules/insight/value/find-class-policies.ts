import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { findSetting } from '#core/settings.ts'
import { classPoliciesSetting, DEFAULT_CLASS_POLICIES } from './class-policies.ts'
import type { findClassPoliciesCall } from './contract.ts'

/** How each class is treated, beside the policies the house came with. */
export async function findClassPolicies(ctx: Context): Promise<ReplyOf<typeof findClassPoliciesCall>> {
  const { value, version } = await findSetting(ctx, classPoliciesSetting)
  return { policies: value, standard: DEFAULT_CLASS_POLICIES, version }
}
