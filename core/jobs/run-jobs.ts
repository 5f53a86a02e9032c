import { EventEmitter } from 'node:events'
import { parseCronItems, type Runner, run, runOnce, type TaskList, type WorkerEvents } from 'graphile-worker'
import { systemActor } from '#core/access/actor.ts'
import type { Heard, Reaction } from '#core/events/react.ts'
import type { House } from '#core/house.ts'
import type { Job } from './job.ts'
import { keepWorkersAlive } from './living-workers.ts'
import { onlyNew } from './only-new.ts'
import { workerLog } from './worker-log.ts'

export interface JobRunnerOptions {
  concurrency?: number
  /** True where no other process can be working on this database (the embedded one). */
  onlyWorker?: boolean
}

/** Starts working on the queue in this process; `stop` lets running jobs come to a safe place first. */
export async function runJobs(house: House, options: JobRunnerOptions = {}): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const taskList = tasksOf(house, stopping.signal)
  const recurring = parseCronItems(
    jobsOf(house).flatMap((job) =>
      job.cron ? [{ task: job.name, match: job.cron, options: { maxAttempts: 3 } }] : [],
    ),
  )
  const events: WorkerEvents = new EventEmitter()
  const workers = await keepWorkersAlive(house, events, options.onlyWorker ?? false)
  const runner: Runner = await run({
    events,
    pgPool: house.database.owner,
    concurrency: options.concurrency ?? 4,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList,
    parsedCronItems: recurring,
    logger: workerLog(house.log),
  })
  return {
    stop: async () => {
      stopping.abort()
      await runner.stop()
      await workers.stop()
    },
  }
}

/**
 * Does what waits in the queue and comes back when nothing is due any more: a command is done when what follows from it
 * is done, whether a server runs beside it or not.
 */
export async function runWaitingJobs(house: House): Promise<void> {
  const taskList = tasksOf(house, new AbortController().signal)
  await runOnce({
    pgPool: house.database.owner,
    concurrency: 2,
    noHandleSignals: true,
    taskList,
    logger: workerLog(house.log),
  })
}

const jobsOf = (house: House) => house.rooms.flatMap((room) => room.jobs ?? [])

function tasksOf(house: House, signal: AbortSignal): TaskList {
  const reactions = house.rooms.flatMap((room) => room.reactions ?? [])
  return {
    ...Object.fromEntries(jobsOf(house).map((job) => [job.name, jobTask(house, job, signal)])),
    ...Object.fromEntries(reactions.map((reaction) => [reaction.name, reactionTask(house, reaction)])),
  }
}

function jobTask(house: House, job: Job, signal: AbortSignal) {
  return async (payload: unknown, helpers: { job: { attempts: number } }) => {
    const { _cron: _, ...given } = (payload ?? {}) as Record<string, unknown>
    await job.run(house, job.payload.parse(given), { signal, attempt: helpers.job.attempts })
  }
}

function reactionTask(house: House, reaction: Reaction) {
  return async (payload: unknown) => {
    const { events, depth } = payload as { events: Heard[]; depth: number }
    const options = { actor: systemActor(reaction.name), depth, timeout: 600_000 }
    await house.transaction(options, async (ctx) => {
      const fresh = await onlyNew(ctx, reaction.name, events)
      if (fresh.length > 0) await reaction.handle(ctx, fresh)
    })
  }
}
