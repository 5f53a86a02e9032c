import type { Context } from '#core/context.ts'
import { queueJob } from '#core/jobs/job.ts'

export const DELIVER_JOB = 'webhooks.deliver'

/** Has what is due sent, when the transaction commits or at a later moment. One run at a time in the whole house. */
export function wakeDelivery(ctx: Context, runAt?: Date): void {
  queueJob(ctx, { name: DELIVER_JOB }, {}, { key: DELIVER_JOB, queue: 'webhooks', ...(runAt && { runAt }) })
}
