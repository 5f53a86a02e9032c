import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { forbidden } from '#core/errors.ts'
import { startTask } from '#core/jobs/task.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import { shownFileName } from '../file/file-name.ts'
import { newFileKey } from './files-folder.ts'

export interface NewRun {
  fileName: string
  source: string
  /** Path that a command was given; uploads get a random name in the data folder. */
  path?: string
}

/** Begins an import: a row that waits for its file. */
export async function createRun(ctx: Context, input: NewRun): Promise<string> {
  const { actor, scope } = ctx
  if (actor.kind === 'anonymous') throw forbidden()
  const runId = uuid7()
  const units = scope.units === 'all' ? [1] : [...scope.units]
  const fileName = shownFileName(input.fileName)
  const taskId = input.path ? null : await startTask(ctx, { kind: 'import', title: fileName })
  await sql`
    insert into imports.runs (run_id, unit_ids, state, file_name, file_key, file_path, source, started_by,
      started_by_name, actor_kind, actor_id, task_id)
    values (${runId}, ${units}, 'uploading', ${fileName}, ${input.path ? null : newFileKey()}, ${input.path ?? null},
      ${input.source}, ${`${actor.kind}:${actor.id}`}, ${actor.name}, ${actor.kind}, ${actor.id},
      ${taskId})`.execute(ctx.db)
  audit(ctx, 'imports.run.created', { target: runId, details: { fileName } })
  return runId
}
