import { makeWorkerUtils, type WorkerEvents } from 'graphile-worker'
import type { House } from '#core/house.ts'
import { workerLog } from './worker-log.ts'

const BEAT_MS = 5000

/**
 * Notes which workers live, and gives the jobs of dead ones back: the queue itself would wait four hours for a killed
 * process. A worker that has not been heard of for 30 s is dead; at the start of an only worker everyone else is.
 */
export async function keepWorkersAlive(
  house: House,
  events: WorkerEvents,
  onlyWorker: boolean,
): Promise<{ stop(): Promise<void> }> {
  const mine = new Set<string>()
  // Jobs and queues are locked in the name of the pool, not of the worker in it.
  events.on('pool:create', ({ workerPool }) => mine.add(workerPool.id))
  if (onlyWorker) await house.database.owner.query('delete from core.workers')
  await releaseJobsOfTheDead(house)
  const beat = async () => {
    try {
      await house.database.owner.query(
        `insert into core.workers (worker_id) select unnest($1::text[])
         on conflict (worker_id) do update set beat_at = now()`,
        [[...mine]],
      )
      await releaseJobsOfTheDead(house)
    } catch (error) {
      house.log.warn({ err: error }, 'workers could not report')
    }
  }
  const timer = setInterval(beat, BEAT_MS).unref()
  const first = setTimeout(beat, 100).unref()
  return {
    stop: async () => {
      clearInterval(timer)
      clearTimeout(first)
      await house.database.owner
        .query('delete from core.workers where worker_id = any($1)', [[...mine]])
        .catch(() => {})
    },
  }
}

async function releaseJobsOfTheDead(house: House): Promise<void> {
  const { rows } = await house.database.owner.query<{ locked_by: string }>(
    `select distinct locked_by from (
       select locked_by, locked_at from graphile_worker._private_jobs
       union all select locked_by, locked_at from graphile_worker._private_job_queues
     ) locks
     where locked_by is not null and locked_at < now() - interval '10 seconds' * $1
       and locked_by not in (select worker_id from core.workers where beat_at > now() - interval '30 seconds')`,
    [(await noWorkers(house)) ? 0 : 1],
  )
  if (rows.length === 0) return
  const utils = await makeWorkerUtils({ pgPool: house.database.owner, logger: workerLog(house.log) })
  await utils.forceUnlockWorkers(rows.map((row) => row.locked_by))
  await utils.release()
  house.log.warn({ workers: rows.length }, 'jobs of ended workers were given back')
}

async function noWorkers(house: House): Promise<boolean> {
  const { rows } = await house.database.owner.query('select 1 from core.workers limit 1')
  return rows.length === 0
}
