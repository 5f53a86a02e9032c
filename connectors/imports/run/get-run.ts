import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { forbidden, notFound, refused } from '#core/errors.ts'
import type { ReadyRun, Run } from './run.ts'

/** A run the caller may see. @throws notFound `import_not_found`. */
export async function getRun(ctx: Context, runId: string, options: { lock?: boolean } = {}): Promise<Run> {
  const lock = options.lock ? sql`for update` : sql``
  const { rows } = await sql<Run>`select * from imports.runs where run_id = ${runId}::uuid ${lock}`.execute(ctx.db)
  const run = rows[0]
  if (!run) throw notFound('import')
  return run
}

/** @throws refused `import_not_ready` while the file isn't there or its mapping isn't known. */
export function readyRun(run: Run): ReadyRun {
  if (!run.kind || !run.mapping || !run.form || !run.header) {
    throw refused('import_not_ready', 'The file of this import is not complete yet.')
  }
  return run as ReadyRun
}

/**
 * A file shows what its rows hold, phone numbers and all: whoever sees some fields masked sees only files of their own.
 * @throws forbidden `field_masked`.
 */
export function mayReadFile(ctx: Context, run: Run): void {
  if (ctx.scope.masked.size > 0 && run.started_by !== `${ctx.actor.kind}:${ctx.actor.id}`) {
    throw forbidden('field_masked', 'The rows of this file hold fields that are masked for you.')
  }
}
