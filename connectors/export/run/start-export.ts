import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { forbidden, tooMany } from '#core/errors.ts'
import type { InputOf } from '#core/http/contract.ts'
import { queueJob } from '#core/jobs/job.ts'
import { startTask } from '#core/jobs/task.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type { startExportCall } from '../contract.ts'
import { rightsOf, scopeOfRights } from './rights.ts'
import { sources } from './sources.ts'
import { fileNameOf } from './stored-export.ts'

/** Name of the job that writes a file; see jobs.ts. */
export const MAKE_JOB = 'export.make'
export const ATTEMPTS = 5
const MOST_AT_ONCE = 5

/**
 * Queues an export. What it asks for is tried first, so that a wrong or forbidden filter is said at once.
 * @throws 403 without the right to export this; 429 `exports_running` above five at once; else as the list does for the
 * same filter.
 */
export async function startExport(
  ctx: Context,
  { what, format, ...wish }: InputOf<typeof startExportCall>,
): Promise<{ exportId: string; taskId: string }> {
  const { actor } = ctx
  const rights = rightsOf(actor, what)
  if (!rights || (actor.kind !== 'staff' && actor.kind !== 'key')) throw forbidden()
  await refuseMany(ctx)
  await sources[what].read({ ...ctx, scope: scopeOfRights(rights) }, wish, null, 1)
  const exportId = uuid7()
  const taskId = await startTask(ctx, {
    kind: 'export',
    title: await fileNameOf(ctx, { what, format, createdAt: ctx.now }),
  })
  const units = ctx.scope.units === 'all' ? [1] : [...ctx.scope.units]
  await sql`
    insert into export.exports (export_id, unit_ids, what, format, wish, maker_kind, maker_id, maker_name, task_id)
    values (${exportId}, ${units}, ${what}, ${format}, ${JSON.stringify(wish)}::jsonb, ${actor.kind}, ${actor.id},
      ${actor.name}, ${taskId})`.execute(ctx.db)
  // One after another for each person, so that nobody's exports keep all hands busy.
  queueJob(ctx, { name: MAKE_JOB }, { exportId }, { attempts: ATTEMPTS, queue: `export ${actor.id}` })
  audit(ctx, 'export.started', { target: exportId, details: { what, format, ...wish } })
  return { exportId, taskId }
}

async function refuseMany(ctx: Context): Promise<void> {
  const { rows } = await sql`
    select 1 from export.exports where maker_id = ${ctx.actor.id} and state in ('queued', 'running')`.execute(ctx.db)
  if (rows.length >= MOST_AT_ONCE) {
    throw tooMany('exports_running', 'Five exports of yours are being written. Wait for one of them.', 30)
  }
}
