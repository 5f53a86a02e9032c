import { sql } from 'kysely'
import type { Actor } from '#core/access/actor.ts'
import { audit } from '#core/access/audit.ts'
import { announce } from '#core/events/announce.ts'
import type { House } from '#core/house.ts'
import { finishTask } from '#core/jobs/task.ts'
import { tellDesks } from '#core/live/note.ts'
import { runFinished } from '../events.ts'
import { addLateCells } from './add-late-cells.ts'
import { pathOfRun } from './files-folder.ts'
import type { ReadyRun, Run } from './run.ts'

/** All rows of a run are written, or taken back: says so to those who reckon with them. */
export async function finishRun(house: House, run: ReadyRun, actor: Actor): Promise<void> {
  const isRevert = run.state === 'reverting'
  if (!isRevert) await addLateCells(house, run, pathOfRun(house, run))
  await house.transaction({ actor, permission: 'imports.run', timeout: 300_000 }, async (ctx) => {
    await sql`delete from imports.rows where run_id = ${run.run_id}::uuid`.execute(ctx.db)
    const { rows } = await sql<Run>`
      update imports.runs set state = ${isRevert ? 'reverted' : 'done'}, worker = null, finished_at = now(),
        version = version + 1
      where run_id = ${run.run_id}::uuid returning *`.execute(ctx.db)
    const ended = rows[0] ?? run
    announce(ctx, runFinished, { runId: run.run_id, kind: run.kind, rows: Number(ended.rows_read), reverted: isRevert })
    audit(ctx, isRevert ? 'imports.run.reverted' : 'imports.run.finished', {
      target: run.run_id,
      details: { kind: run.kind, rows: Number(ended.rows_read), refused: Number(ended.rows_refused) },
    })
    tellDesks(ctx, { topic: 'import', units: run.unit_ids, permission: 'imports.run', id: run.run_id })
  })
  if (run.task_id) await finishTask(house, run.task_id, { state: 'done', result: { to: `/import/${run.run_id}` } })
}

/** A run that ended before all its rows were written. What is written stays until the run is taken back. */
export async function endRun(
  house: House,
  run: Run,
  end: { state: 'failed' | 'cancelled'; code?: string; message?: string; line?: number },
): Promise<void> {
  await house.asSystem('imports.end', async (ctx) => {
    await sql`delete from imports.rows where run_id = ${run.run_id}::uuid`.execute(ctx.db)
    await sql`
      update imports.runs set state = ${end.state}, worker = null, finished_at = now(), version = version + 1,
        error_code = ${end.code ?? null}, error = ${end.message ?? null}, error_line = ${end.line ?? null}
      where run_id = ${run.run_id}::uuid`.execute(ctx.db)
    audit(ctx, `imports.run.${end.state}`, { target: run.run_id, details: { code: end.code ?? null } })
    tellDesks(ctx, { topic: 'import', units: run.unit_ids, permission: 'imports.run', id: run.run_id })
  })
  if (!run.task_id) return
  const result = { to: `/import/${run.run_id}` }
  await finishTask(house, run.task_id, { state: end.state, result, ...(end.message && { error: end.message }) })
}
