import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { queueJob } from '#core/jobs/job.ts'

/** Queues an analysis of everybody; asked twice before it begins, it runs once. */
export async function startAnalysis(ctx: Context): Promise<void> {
  queueJob(ctx, { name: 'insight.analyse' }, {}, { key: 'insight.analyse' })
  audit(ctx, 'insight.analysis.started')
}
