import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { fieldsFor } from '../rules/rules.ts'
import { type CleanRun, lockRun, type RunState } from './clean-run.ts'
import { cleanSome } from './clean-some.ts'
import { putBack } from './put-back.ts'

const CHUNK = 1000

export interface Step {
  state: RunState
  /** Customers changed or, of a run that is taken back, put back so far. */
  done: number
}

/**
 * One step of a run, at most a thousand customers in the caller's transaction: how far it is stands in the run and
 * commits with the changes, so that a run goes on where it was. A run that is at its end stays so.
 */
export async function stepRun(ctx: Context, runId: string): Promise<Step> {
  const run = await lockRun(ctx, runId)
  if (run.state === 'undoing') return stepBack(ctx, run)
  if (run.state !== 'queued' && run.state !== 'running') return { state: run.state, done: run.changed }
  const ids = await nextIds(ctx, run)
  const changed = run.changed + (await cleanSome(ctx, run, ids))
  const state = ids.length < CHUNK ? 'done' : 'running'
  await sql`
    update customers.cleaning_runs set state = ${state}, changed = ${changed}, reached = ${ids.at(-1) ?? run.reached}::uuid,
      finished_at = ${state === 'done' ? ctx.now : null} where run_id = ${runId}::uuid`.execute(ctx.db)
  return { state, done: changed }
}

async function nextIds(ctx: Context, run: CleanRun): Promise<string[]> {
  if (run.chosenIds)
    return run.chosenIds
      .toSorted()
      .filter((id) => id > run.reached)
      .slice(0, CHUNK)
  const fields = fieldsFor(run.rule, ctx.scope.masked)
  const { rows } = await sql<{ id: string }>`
    select customer_id as id from customers.cleaning_findings
    where rule = ${run.rule} and customer_id > ${run.reached}::uuid and fields && ${[...fields]}::text[]
      and customer_id <> all(${run.exceptIds}::uuid[])
    order by customer_id limit ${CHUNK}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

async function stepBack(ctx: Context, run: CleanRun): Promise<Step> {
  const back = await putBack(ctx, run.runId)
  const [restored, kept] = [run.restored + back.restored, run.kept + back.kept]
  const state = back.more ? 'undoing' : 'undone'
  await sql`
    update customers.cleaning_runs set state = ${state}, restored = ${restored}, kept = ${kept},
      undone_at = ${ctx.now} where run_id = ${run.runId}::uuid`.execute(ctx.db)
  return { state, done: restored + kept }
}

/** Ends a run before its time; what it did so far stays, and can be taken back. */
export async function endRun(ctx: Context, runId: string, state: 'cancelled' | 'failed'): Promise<void> {
  await sql`
    update customers.cleaning_runs set state = ${state}, finished_at = coalesce(finished_at, ${ctx.now})
    where run_id = ${runId}::uuid and state in ('queued', 'running', 'undoing')`.execute(ctx.db)
}
