import type { Context } from '#core/context.ts'
import { queueJob } from '#core/jobs/job.ts'

const NAME = 'insight.announce-classes'

/** Has the moves between classes announced that are waiting for it. */
export function announceClassesSoon(ctx: Context): void {
  queueJob(ctx, { name: NAME }, {}, { key: NAME })
}
