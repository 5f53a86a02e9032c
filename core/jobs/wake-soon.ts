import type { House } from '#core/house.ts'
import { queueJob } from '#core/jobs/job.ts'

/** So many milliseconds after the first of several: a timeline is to show an event within a second. */
const SOON_MS = 30

const waiting = new WeakMap<House, Set<string>>()

/**
 * Has a job run soon that reads whatever lies in a box: one for everything of the next moment. Outside the transaction of
 * whoever laid it there, where all senders would wait for one row of the queue; should this process die first, a job of
 * every minute has to find what lies there.
 */
export function wakeSoon(house: House, job: { name: string; queue: string }): void {
  const names = waiting.get(house) ?? new Set<string>()
  waiting.set(house, names)
  if (names.has(job.name)) return
  names.add(job.name)
  setTimeout(() => {
    names.delete(job.name)
    house
      .asSystem(job.name, async (ctx) => queueJob(ctx, job, {}, { key: job.name, queue: job.queue }))
      .catch((error) => house.log.warn({ err: error, job: job.name }, 'a job could not be woken'))
  }, SOON_MS).unref()
}
