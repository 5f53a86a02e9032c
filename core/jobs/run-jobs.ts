import { EventEmitter } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { parseCronItems, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
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

/** Jobs that nobody moves for so long wait behind another process, maybe a dead one; its jobs are given back later. */
const GIVE_UP_MS = 2000
/** How often it is looked whether all is done. */
const LOOK_MS = 100

/**
 * Does what waits in the queue and comes back when nothing is due any more: a command is done when what follows from it
 * is done, whether a server runs beside it or not. `beside`: works at least until that is settled, too.
 */
export async function runWaitingJobs(house: House, beside?: Promise<unknown>): Promise<void> {
  const taskList = tasksOf(house, new AbortController().signal)
  const events: WorkerEvents = new EventEmitter()
  let [working, done] = [0, 0]
  events.on('job:start', () => working++)
  events.on('job:complete', () => {
    working--
    done++
  })
  // A server beside this process must not take a long job of ours for a dead one's.
  const workers = await keepWorkersAlive(house, events, false)
  const runner = await run({
    events,
    pgPool: house.database.owner,
    concurrency: 2,
    noHandleSignals: true,
    pollInterval: 500,
    taskList,
    parsedCronItems: [],
    logger: workerLog(house.log),
  })
  try {
    await Promise.allSettled([beside])
    let left = -1
    // Nothing is given up for the time that a job kept this process from looking.
    for (let since = Date.now(); ; await wait(LOOK_MS)) {
      const before = done
      const due = await countDue(house, Object.keys(taskList))
      // What was done while it was counted may have asked for more.
      if (due === 0 && working === 0 && done === before) return
      if (due !== left || working > 0 || done !== before) since = Date.now()
      if (Date.now() - since > GIVE_UP_MS) return
      left = due
    }
  } finally {
    await runner.stop()
    await workers.stop()
  }
}

/** Jobs of these names that could be taken now. */
async function countDue(house: House, names: readonly string[]): Promise<number> {
  const { rows } = await house.database.owner.query<{ count: number }>(
    `select count(*)::int as count from graphile_worker.jobs
     where run_at <= now() and attempts < max_attempts and locked_at is null and task_identifier = any($1)`,
    [names],
  )
  return rows[0]?.count ?? 0
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
    const { events, depth, hops = 0 } = payload as { events: Heard[]; depth: number; hops?: number }
    const options = { actor: systemActor(reaction.name), depth, hops, timeout: 600_000 }
    await house.transaction(options, async (ctx) => {
      const fresh = await onlyNew(ctx, reaction.name, events)
      if (fresh.length > 0) await reaction.handle(ctx, fresh)
    })
  }
}
