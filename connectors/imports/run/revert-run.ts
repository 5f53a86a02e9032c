import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { refused } from '#core/errors.ts'
import { queueJob } from '#core/jobs/job.ts'
import { getRun } from './get-run.ts'
import { RUN_JOB } from './start-run.ts'

/**
 * Begins to take back everything a run wrote: what it added goes, what it changed is as it was. Runs may be taken back
 * in any order; a row that a later import changed again keeps what that one wrote.
 * @throws refused `import_not_revertible` while it runs, or when it has written nothing or is taken back already.
 */
export async function revertRun(ctx: Context, runId: string, options: { inline?: boolean } = {}): Promise<void> {
  const run = await getRun(ctx, runId, { lock: true })
  const isGoingOn = run.state === 'reverting'
  const isOver = run.state === 'done' || run.state === 'failed' || run.state === 'cancelled'
  if (!isGoingOn && (!isOver || run.kind === null || run.form === null)) {
    throw refused('import_not_revertible', `An import that is ${run.state} can't be taken back.`, { state: run.state })
  }
  if (!isGoingOn) {
    await sql`
      update imports.runs set state = 'reverting', worker = null, finished_at = null, version = version + 1
      where run_id = ${runId}::uuid`.execute(ctx.db)
    audit(ctx, 'imports.run.revert_started', { target: runId })
  }
  const runAt = options.inline ? { runAt: new Date(ctx.now.getTime() + 60_000) } : {}
  queueJob(ctx, { name: RUN_JOB }, { runId }, { key: `imports.run:${runId}`, queue: 'imports', ...runAt })
}
