import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { refreshStatistics } from '#core/database/refresh-statistics.ts'
import { AppError } from '#core/errors.ts'
import type { House } from '#core/house.ts'
import { progressTask } from '#core/jobs/task.ts'
import { actorOfRun } from './actor-of-run.ts'
import { applyBatch } from './apply-batch.ts'
import { claimRun, holdRun, leaveRun, RunLeft } from './claim-run.ts'
import { pathOfRun } from './files-folder.ts'
import { endRun, finishRun } from './finish-run.ts'
import { readyRun } from './get-run.ts'
import { nextBatch, type RunCursor } from './next-batch.ts'
import { revertBatch } from './revert-batch.ts'
import { rulesOfRun } from './rules-of-run.ts'
import type { ReadyRun, Run } from './run.ts'
import { stageRun } from './stage-run.ts'

export interface WorkOptions {
  signal?: AbortSignal
  /** Rows of one transaction. */
  batch?: number
  onProgress?(progress: { phase: 'staging' | 'applying' | 'reverting'; done: number; total?: number }): void
}

/** `ended`: done, failed or cancelled. `left`: stopped on the way, goes on elsewhere. `busy`: somebody else is at it. */
export type WorkEnd = 'ended' | 'left' | 'busy' | 'file_elsewhere'

const BATCH = 5000
/** How long rights that were asked for are believed. */
const BELIEVED_MS = 1000

interface Work extends WorkOptions {
  house: House
  runId: string
  worker: string
  /** Who it is done for, with the rights they have by now. */
  actor(): Promise<Actor>
  batch: number
}

/**
 * Goes on with a run wherever it stands, until it has ended or this process is asked to stop. Any process may do so at
 * any time: a batch and the mark of how far the run is are one transaction.
 */
export async function workOnRun(house: House, runId: string, options: WorkOptions = {}): Promise<WorkEnd> {
  const worker = randomUUID()
  const run = await claimRun(house, runId, worker)
  if (!run) return 'busy'
  try {
    const actor = presentActor(house, run)
    return await proceed({ ...options, house, runId, worker, actor, batch: options.batch ?? BATCH }, run)
  } catch (error) {
    return await endBadly(house, run, worker, error)
  }
}

async function proceed(work: Work, claimed: Run): Promise<WorkEnd> {
  let run = readyRun(claimed)
  if (run.state === 'reverting') return revertAll(work, run)
  if (run.state === 'applying' && (await stagedRowsAreLost(work, run))) run = { ...run, state: 'staging' }
  if (run.state === 'staging') {
    const path = pathOfRun(work.house, run)
    if (path === null) {
      await leaveRun(work.house, run.run_id, work.worker)
      return 'file_elsewhere'
    }
    run = await stageAll(work, run, path)
  }
  return applyAll(work, run)
}

/** One transaction with the rights of whoever started the run. */
const transact = async <T>(work: Work, use: (ctx: Context) => Promise<T>): Promise<T> =>
  work.house.transaction({ actor: await work.actor(), permission: 'imports.run', timeout: 300_000 }, use)

/** Asked anew each second, so that a run stops soon after whoever started it may not import any more. */
function presentActor(house: House, run: Run): () => Promise<Actor> {
  let believed: Actor | undefined
  let askedAt = 0
  return async () => {
    if (believed && Date.now() - askedAt < BELIEVED_MS) return believed
    believed = await actorOfRun(house, run)
    askedAt = Date.now()
    return believed
  }
}

async function stageAll(work: Work, run: ReadyRun, path: string): Promise<ReadyRun> {
  const rules = await transact(work, async (ctx) => {
    await holdRun(ctx, run.run_id, work.worker)
    await clearStaged(ctx, run.run_id)
    return rulesOfRun(ctx, run)
  })
  let done = 0
  await stageRun(run, {
    path,
    rules,
    transact: (use) => transact(work, use),
    mark: async (ctx, rows) => {
      await holdRun(ctx, run.run_id, work.worker)
      if (work.signal?.aborted) throw new RunLeft('taken_over')
      done += rows
      await report(work, run, { phase: 'staging', done })
    },
  })
  return transact(work, async (ctx) => {
    const held = await holdRun(ctx, run.run_id, work.worker)
    await sql`update imports.runs set state = 'applying' where run_id = ${run.run_id}::uuid`.execute(ctx.db)
    return readyRun({ ...held, state: 'applying' })
  })
}

/** What was staged before a process died in the middle of it; rows that are written already keep their counts. */
async function clearStaged(ctx: Context, runId: string): Promise<void> {
  await sql`delete from imports.rows where run_id = ${runId}::uuid`.execute(ctx.db)
  await sql`delete from imports.refused where run_id = ${runId}::uuid and cells is not null`.execute(ctx.db)
  await sql`
    update imports.runs set state = 'staging', rows_read = 0, notes = '{}',
      rows_refused = (select count(*) from imports.refused r where r.run_id = imports.runs.run_id)
    where run_id = ${runId}::uuid`.execute(ctx.db)
}

/** Staged rows don't outlive a crash of the database server; the file is then read again. */
async function stagedRowsAreLost(work: Work, run: ReadyRun): Promise<boolean> {
  const written = run.rows_new + run.rows_changed + run.rows_unchanged + run.rows_refused
  if (written >= run.rows_read) return false
  return transact(work, async (ctx) => {
    const { rows } = await sql`select from imports.rows where run_id = ${run.run_id}::uuid limit 1`.execute(ctx.db)
    return rows.length === 0
  })
}

async function applyAll(work: Work, run: ReadyRun): Promise<WorkEnd> {
  const total = Number(run.rows_read - run.rows_refused)
  let done = Number(run.rows_new + run.rows_changed + run.rows_unchanged)
  const read = (after: RunCursor) => {
    const batch = transact(work, (ctx) => nextBatch<never>(ctx, run, after, work.batch))
    // Awaited in its turn; until then a failure must not count as unhandled.
    batch.catch(() => {})
    return batch
  }
  for (let ahead = read(run); ; ) {
    if (work.signal?.aborted) throw new RunLeft('taken_over')
    const batch = await ahead
    if (!batch) break
    // The next one is read while this one is being written.
    ahead = read(batch.end)
    await transact(work, async (ctx) => {
      const held = readyRun(await holdRun(ctx, run.run_id, work.worker))
      await applyBatch(ctx, held, batch)
    })
    done += batch.rows.length
    await report(work, run, { phase: 'applying', done, total })
  }
  return finish(work, run)
}

async function revertAll(work: Work, run: ReadyRun): Promise<WorkEnd> {
  for (let done = 0; ; done += work.batch) {
    if (work.signal?.aborted) throw new RunLeft('taken_over')
    const left = await transact(work, async (ctx) =>
      revertBatch(ctx, await holdRun(ctx, run.run_id, work.worker), work.batch),
    )
    if (!left) break
    await report(work, run, { phase: 'reverting', done })
  }
  return finish(work, run)
}

/** Before anybody reckons with the rows, the planner knows how many there are. */
async function finish(work: Work, run: ReadyRun): Promise<WorkEnd> {
  await refreshStatistics(work.house.database.owner, () =>
    transact(work, (ctx) => holdRun(ctx, run.run_id, work.worker)),
  )
  await finishRun(work.house, run, await work.actor())
  return 'ended'
}

async function report(
  work: Work,
  run: Run,
  progress: Parameters<NonNullable<WorkOptions['onProgress']>>[0],
): Promise<void> {
  work.onProgress?.(progress)
  if (run.task_id === null) return
  const { done, total } = progress
  const { cancelAsked } = await progressTask(work.house, run.task_id, { done, ...(total !== undefined && { total }) })
  if (cancelAsked && progress.phase !== 'reverting') throw new RunLeft('cancelled')
}

async function endBadly(house: House, run: Run, worker: string, error: unknown): Promise<WorkEnd> {
  if (error instanceof RunLeft && error.why === 'taken_over') {
    await leaveRun(house, run.run_id, worker)
    return 'left'
  }
  if (error instanceof RunLeft) {
    await endRun(house, run, { state: 'cancelled' })
    return 'ended'
  }
  if (error instanceof AppError && error.status < 500) {
    const line = error.details.line
    await endRun(house, run, {
      state: 'failed',
      code: error.code,
      message: error.message,
      ...(typeof line === 'number' && { line }),
    })
    return 'ended'
  }
  // The database is away or there is a bug: the job tries again later, from where the run stands.
  await leaveRun(house, run.run_id, worker).catch(() => {})
  throw error
}
