import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { refused } from '#core/errors.ts'
import { queueJob } from '#core/jobs/job.ts'
import { awaitOwner } from '#core/jobs/task.ts'
import { checkMapping } from '../mapping/check-mapping.ts'
import { getRun, readyRun } from './get-run.ts'
import { keepSameAs } from './keep-same-as.ts'
import { refuseOpenDates } from './refuse-open-dates.ts'

/** Name of the job that works on a run; see jobs.ts. */
export const RUN_JOB = 'imports.run'

/**
 * Begins to read and write the file of a run as its mapping says. `inline`: the caller works on it itself, and the job
 * is only there in case the caller dies.
 * @throws refused `import_not_ready`, `import_started`, `dates_ambiguous`; invalid as `checkMapping`.
 */
export async function startRun(ctx: Context, runId: string, options: { inline?: boolean } = {}): Promise<void> {
  const run = await getRun(ctx, runId, { lock: true })
  if (run.state !== 'guessed') {
    if (run.state === 'uploading') throw refused('import_not_ready', 'The file of this import is not complete yet.')
    throw refused('import_started', 'This import has been started already.', { state: run.state })
  }
  const ready = readyRun(run)
  const { mapping, task_id } = ready
  checkMapping(mapping, ready.header)
  refuseOpenDates(ready)
  await sql`
    update imports.runs set state = 'staging', version = version + 1 where run_id = ${runId}::uuid`.execute(ctx.db)
  await keepSameAs(ctx, runId)
  if (task_id) await awaitOwner(ctx, task_id, null)
  audit(ctx, 'imports.run.started', { target: runId, details: { kind: mapping.kind, source: run.source } })
  const runAt = options.inline ? { runAt: new Date(ctx.now.getTime() + 60_000) } : {}
  queueJob(ctx, { name: RUN_JOB }, { runId }, { key: `imports.run:${runId}`, queue: 'imports', ...runAt })
}
