import type { House } from '#core/house.ts'
import { queueJob } from '#core/jobs/job.ts'

/** So many milliseconds after the first of several requests; the timeline is to show an event within a second. */
const SOON_MS = 30
export const PROCESS_JOB = 'segment.process'

const waiting = new WeakSet<House>()

/**
 * Has the inbox read soon: one job for all requests of the next moment. Outside the request's transaction, where all
 * senders would wait for one row of the queue; should this process die first, a job of every minute finds what lies there.
 */
export function wakeProcessing(house: House): void {
  if (waiting.has(house)) return
  waiting.add(house)
  setTimeout(() => {
    waiting.delete(house)
    house
      .asSystem('segment.wake', async (ctx) =>
        queueJob(ctx, { name: PROCESS_JOB }, {}, { key: PROCESS_JOB, queue: 'segment' }),
      )
      .catch((error) => house.log.warn({ err: error }, 'the inbox of events could not be announced'))
  }, SOON_MS).unref()
}
