import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { findSetting } from '#core/settings.ts'
import type { findDemandRuleCall } from './contract.ts'
import { DEFAULT_DEMAND_RULE, demandRuleSetting } from './demand-rule.ts'

/** The rule of reordering with its version, beside the one the house came with. */
export async function findDemandRule(ctx: Context): Promise<ReplyOf<typeof findDemandRuleCall>> {
  const { value, version } = await findSetting(ctx, demandRuleSetting)
  return { rule: value, standard: DEFAULT_DEMAND_RULE, version }
}
