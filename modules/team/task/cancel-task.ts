import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import { tellDesks } from '#core/live/note.ts'

/** Asks one of my tasks to stop; one that has not begun is cancelled at once. @throws 404 also for other people's. */
export async function cancelTask(ctx: Context, { taskId }: { taskId: string }): Promise<void> {
  const { rows } = await sql`
    update core.tasks set cancel_asked = true, changed_at = now(),
      state = case when state = 'queued' then 'cancelled' else state end
    where task_id = ${taskId} and owner_id = ${ctx.actor.id} and state in ('queued', 'running') returning 1`.execute(
    ctx.db,
  )
  if (rows.length === 0) throw notFound('task')
  audit(ctx, 'core.task.cancelled', { target: taskId })
  tellDesks(ctx, { topic: 'task', units: null, permission: 'signed-in', id: taskId, staffId: ctx.actor.id })
}
