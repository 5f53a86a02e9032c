import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { refused } from '#core/errors.ts'
import { tellDesks } from '#core/live/note.ts'
import { getRun } from './get-run.ts'

/**
 * Stops a run at the next safe place. What it has written stays, and can be taken back.
 * @throws refused `import_ended` when there is nothing to stop.
 */
export async function cancelRun(ctx: Context, input: { runId: string }): Promise<void> {
  const run = await getRun(ctx, input.runId, { lock: true })
  const isWaiting = run.state === 'uploading' || run.state === 'guessed'
  if (!isWaiting && run.state !== 'staging' && run.state !== 'applying') {
    throw refused('import_ended', 'This import has ended already.', { state: run.state })
  }
  await sql`
    update imports.runs set cancel_asked = true, version = version + 1,
      state = case when ${isWaiting} then 'cancelled' else state end
    where run_id = ${input.runId}::uuid`.execute(ctx.db)
  if (isWaiting && run.task_id) {
    await sql`update core.tasks set state = 'cancelled', changed_at = now() where task_id = ${run.task_id}::uuid`.execute(
      ctx.db,
    )
  }
  audit(ctx, 'imports.run.cancelled', { target: input.runId })
  tellDesks(ctx, { topic: 'import', units: run.unit_ids, permission: 'imports.run', id: input.runId })
}
