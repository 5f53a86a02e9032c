import { makeWorkerUtils, type Runner, run, type TaskList } from 'graphile-worker'
import { systemActor } from '#core/access/actor.ts'
import type { Heard, Reaction } from '#core/events/react.ts'
import type { House } from '#core/house.ts'
import type { Job } from './job.ts'
import { onlyNew } from './only-new.ts'
import { workerLog } from './worker-log.ts'

/** Starts working on the queue in this process; `stop` lets running jobs come to a safe place first. */
export async function runJobs(house: House, concurrency = 4): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const jobs = house.rooms.flatMap((room) => room.jobs ?? [])
  const reactions = house.rooms.flatMap((room) => room.reactions ?? [])
  const taskList: TaskList = {
    ...Object.fromEntries(jobs.map((job) => [job.name, jobTask(house, job, stopping.signal)])),
    ...Object.fromEntries(reactions.map((reaction) => [reaction.name, reactionTask(house, reaction)])),
  }
  const crontab = jobs.flatMap((job) => (job.cron ? [`${job.cron} ${job.name} ?max=3 {}`] : [])).join('\n')
  const runner: Runner = await run({
    pgPool: house.database.owner,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    taskList,
    crontab,
    logger: workerLog(house.log),
  })
  return {
    stop: async () => {
      stopping.abort()
      await runner.stop()
    },
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

/** Gives a killed process's jobs back at once instead of after four hours; called by the only worker of a database. */
export async function releaseOrphanedJobs(house: House): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: house.database.owner, logger: workerLog(house.log) })
  const { rows } = await house.database.owner.query<{ locked_by: string }>(
    'select distinct locked_by from graphile_worker._private_jobs where locked_by is not null',
  )
  if (rows.length > 0) await utils.forceUnlockWorkers(rows.map((row) => row.locked_by))
  await utils.release()
}
