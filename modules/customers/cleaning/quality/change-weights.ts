import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { changeSetting, findSetting } from '#core/settings.ts'
import type { changeWeightsCall, findWeightsCall } from '../contract.ts'
import { startCheck } from '../start-check.ts'
import { qualityWeights } from './quality-weights.ts'

/** What counts how much, and what does unless somebody changes it. */
export async function findWeights(ctx: Context): Promise<ReplyOf<typeof findWeightsCall>> {
  const { value, version } = await findSetting(ctx, qualityWeights)
  return { weights: value, standard: qualityWeights.fallback, version }
}

/**
 * Changes what counts and has everybody scored anew. A part with weight 0 doesn't count.
 * @throws 409 `setting_invalid` when nothing counts; 412 `record_changed`; 403 `company_wide_only` inside a unit.
 */
export async function changeWeights(
  ctx: Context,
  { weights, ifMatch }: InputOf<typeof changeWeightsCall>,
): Promise<ReplyOf<typeof changeWeightsCall>> {
  const { taskId } = await startCheck(ctx)
  await changeSetting(ctx, qualityWeights, weights, ifMatch)
  audit(ctx, 'customers.quality_weights.changed', { details: { ...weights } })
  return { version: ifMatch + 1, taskId }
}
