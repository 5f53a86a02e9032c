import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { queueJob } from '#core/jobs/job.ts'
import { startTask } from '#core/jobs/task.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type { Asked, Format } from './asked.ts'
import type { ExportKind } from './permissions.ts'
import { rowSources } from './row-sources.ts'

export const WRITE_EXPORT = 'exports.write'

/**
 * Queues an export. What it asks for is tried first, so that a wrong or forbidden filter is said at once.
 * @throws as the list does for the same filter.
 */
export async function startExport(
  ctx: Context,
  kind: ExportKind,
  { format, ...asked }: Asked & { format: Format },
): Promise<{ exportId: string; taskId: string }> {
  await rowSources[kind].read(ctx, asked, null, 1)
  const exportId = uuid7()
  const taskId = await startTask(ctx, { kind: 'export', title: `export:task.${kind}` })
  const { units, masked } = ctx.scope
  const rights = ctx.actor.kind === 'key' ? JSON.stringify({ units, masked: [...masked] }) : null
  await sql`
    insert into exports.exports (export_id, kind, format, asked, actor_kind, actor_id, actor_name, rights, task_id)
    values (${exportId}, ${kind}, ${format}, ${JSON.stringify(asked)}::jsonb, ${ctx.actor.kind}, ${ctx.actor.id},
      ${ctx.actor.name}, ${rights}::jsonb, ${taskId})`.execute(ctx.db)
  queueJob(ctx, { name: WRITE_EXPORT }, { exportId }, { attempts: 3 })
  audit(ctx, 'exports.started', { target: exportId, details: { kind, format, ...asked } })
  return { exportId, taskId }
}
