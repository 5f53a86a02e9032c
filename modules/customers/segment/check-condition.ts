import type { Context } from '#core/context.ts'
import { compileCondition } from './compile-condition.ts'
import type { Condition } from './condition.ts'
import { segmentsAsked } from './live-segments.ts'
import { refuseHiddenSegment } from './refuse-hidden-segment.ts'

/**
 * Checks a condition against the catalogue, the caller's rights and the segments there are.
 * @throws 400 `filter_invalid`; 403 `field_masked`; 404 `segment_not_found`.
 */
export async function checkCondition(ctx: Context, condition: Condition): Promise<void> {
  await refuseHiddenSegment(ctx, segmentsAsked(condition))
  await compileCondition(ctx, condition)
}
