import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { getRun } from './get-run.ts'
import type { Run } from './run.ts'

/** After this long without a sign of life another process may go on with a run. */
export const SILENT_SECONDS = 15

/** Takes over a run that nobody works on; null when somebody does, or there is nothing to do. */
export async function claimRun(house: House, runId: string, worker: string): Promise<Run | null> {
  return house.asSystem('imports.claim', async (ctx) => {
    const { rows } = await sql<Run>`
      update imports.runs set worker = ${worker}, alive_at = now(), started_at = coalesce(started_at, now())
      where run_id = ${runId}::uuid and state in ('staging', 'applying', 'reverting')
        and (worker is null or worker = ${worker} or alive_at < now() - make_interval(secs => ${SILENT_SECONDS}))
      returning *`.execute(ctx.db)
    return rows[0] ?? null
  })
}

/** Somebody else works on the run now, or it was stopped: this process leaves it alone. */
export class RunLeft extends Error {
  readonly why: 'taken_over' | 'cancelled'
  constructor(why: 'taken_over' | 'cancelled') {
    super(why)
    this.why = why
  }
}

/** Locks a run for the rest of the transaction and gives a sign of life. @throws RunLeft */
export async function holdRun(ctx: Context, runId: string, worker: string): Promise<Run> {
  const run = await getRun(ctx, runId, { lock: true })
  if (run.worker !== worker) throw new RunLeft('taken_over')
  if (run.cancel_asked && run.state !== 'reverting') throw new RunLeft('cancelled')
  await sql`update imports.runs set alive_at = now() where run_id = ${runId}::uuid`.execute(ctx.db)
  return run
}

/** Lets go of a run, so that another process can take it at once. */
export async function leaveRun(house: House, runId: string, worker: string): Promise<void> {
  await house.asSystem('imports.claim', async (ctx) => {
    await sql`update imports.runs set worker = null where run_id = ${runId}::uuid and worker = ${worker}`.execute(
      ctx.db,
    )
  })
}
