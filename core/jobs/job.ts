import type { z } from 'zod'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'

export interface JobRun {
  /** Ends when the process is asked to stop; a job then leaves off at a safe place and goes on in the next process. */
  signal: AbortSignal
  attempt: number
}

/** Work outside a request. Handlers are idempotent: they may run twice. They open transactions of their own. */
export interface Job<S extends z.ZodType = z.ZodType> {
  /** `room.what-it-does`. */
  name: string
  payload: S
  run(house: House, payload: z.output<S>, job: JobRun): Promise<void>
  /** Cron pattern in the company's time zone's server clock (UTC), e.g. `0 3 * * *`; the payload must then parse from {}. */
  cron?: string
}

export const defineJob = <S extends z.ZodType>(job: Job<S>): Job => job as unknown as Job

export interface QueueOptions {
  /** Jobs of one queue run one after another. */
  queue?: string
  runAt?: Date
  attempts?: number
  /** A waiting job with the same key is replaced. */
  key?: string
  keyMode?: 'replace' | 'preserve_run_at'
}

/** Queues a job; it commits with the transaction. */
export function queueJob(ctx: Context, job: Pick<Job, 'name'>, payload: unknown, options: QueueOptions = {}): void {
  const { runAt, ...rest } = options
  ctx.outbox.jobs.push({ name: job.name, payload, ...rest, runAt: runAt?.toISOString() })
}
