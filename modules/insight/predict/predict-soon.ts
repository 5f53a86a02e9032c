import type { Context } from '#core/context.ts'
import { queueJob } from '#core/jobs/job.ts'

const NAME = 'insight.predict'

/** Queues the models of an analysis of everybody; several analyses in a row are followed by one. */
export function predictSoon(ctx: Context, asOf: string): void {
  queueJob(ctx, { name: NAME }, { asOf }, { key: NAME, queue: NAME })
}
