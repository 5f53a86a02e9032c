import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { findSetting } from '#core/settings.ts'
import type { findUsageRuleCall } from './contract.ts'
import { ownBrandHints } from './own-brand-hints.ts'
import { usageBasis } from './usage-basis.ts'
import { DEFAULT_USAGE_RULE, usageRuleSetting } from './usage-rule.ts'

/** The rule with its version, beside the one the house came with, and the brands to choose the company's own from. */
export async function findUsageRule(ctx: Context): Promise<ReplyOf<typeof findUsageRuleCall>> {
  const { value, version } = await findSetting(ctx, usageRuleSetting)
  const { basis } = await usageBasis(ctx)
  return {
    rule: value,
    standard: DEFAULT_USAGE_RULE,
    version,
    computing: basis.computing,
    ...(await ownBrandHints(ctx)),
  }
}
