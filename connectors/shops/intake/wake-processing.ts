import type { House } from '#core/house.ts'
import { queueJob } from '#core/jobs/job.ts'

const SOON_MS = 30
export const PROCESS_JOB = 'shops.process'

const waiting = new WeakSet<House>()

/** Has what shops sent taken in soon: one job for all messages of the next moment. */
export function wakeProcessing(house: House): void {
  if (waiting.has(house)) return
  waiting.add(house)
  setTimeout(() => {
    waiting.delete(house)
    house
      .asSystem('shops.wake', async (ctx) =>
        queueJob(ctx, { name: PROCESS_JOB }, {}, { key: PROCESS_JOB, queue: 'shops' }),
      )
      .catch((error) => house.log.warn({ err: error }, 'messages of shops could not be announced'))
  }, SOON_MS).unref()
}
