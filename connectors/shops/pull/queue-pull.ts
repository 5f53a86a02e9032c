import type { Context } from '#core/context.ts'
import { queueJob } from '#core/jobs/job.ts'

export const PULL_JOB = 'shops.pull'
export const CONNECT_JOB = 'shops.connect'

/** Goes on with a shop's pull; one at a time for each shop. */
export function queuePull(ctx: Context, connectionId: number): void {
  const queue = `shops.pull:${connectionId}`
  queueJob(ctx, { name: PULL_JOB }, { connectionId }, { key: queue, queue, attempts: 3 })
}
