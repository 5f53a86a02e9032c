import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { findSetting } from '#core/settings.ts'
import { classRuleSetting, DEFAULT_CLASS_RULE } from './class-rule.ts'
import type { findClassRuleCall } from './contract.ts'

/** The rule of the classes with its version, beside the one the house came with. */
export async function findClassRule(ctx: Context): Promise<ReplyOf<typeof findClassRuleCall>> {
  const { value, version } = await findSetting(ctx, classRuleSetting)
  return { rule: value, standard: DEFAULT_CLASS_RULE, version }
}
