import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { queueJob } from '#core/jobs/job.ts'
import { readSetting } from '#core/settings.ts'
import { classRuleSetting } from '../rule/class-rule.ts'
import { findLatestRun } from '../run/find-latest-run.ts'
import { GIVEN_COLUMNS, putScores } from './put-scores.ts'

/**
 * Classifies these customers again from their stored scores: what is expected of them has changed, what they bought has
 * not. Moves are announced by a job of its own, as those of an analysis are.
 */
export async function reclassify(ctx: Context, asOf: string, customerIds: readonly string[]): Promise<void> {
  const run = await findLatestRun(ctx)
  if (!run || customerIds.length === 0) return
  await putScores(ctx, {
    runId: run.runId,
    asOf,
    rule: await readSetting(ctx, classRuleSetting),
    rows: sql`select ${GIVEN_COLUMNS} from insight.scores where customer_id = any(${customerIds}::uuid[])`,
    customerIds,
    announced: false,
  })
  queueJob(ctx, { name: 'insight.announce-classes' }, {}, { key: 'insight.announce-classes' })
}
