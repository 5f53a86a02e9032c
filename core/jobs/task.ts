import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { tellDesks } from '#core/live/note.ts'
import { uuid7 } from '#core/words/uuid7.ts'

const WRITE_EVERY_MS = 500
const written = new Map<string, { at: number; cancelAsked: boolean }>()

export interface NewTask {
  /** `import`, `export`, `analysis`, … */
  kind: string
  /** A text of the person's own (a file name), or a key of words. */
  title: string
  total?: number
}

/** What came out of a task: `to` is the desk's address of the result. */
export interface TaskResult {
  to?: string
  text?: string
  [more: string]: unknown
}

/** Puts a long job into the tray of whoever acts; commits with the job it stands for. Returns its id. */
export async function startTask(ctx: Context, task: NewTask): Promise<string> {
  const taskId = uuid7()
  await sql`
    insert into core.tasks (task_id, kind, title, state, total, owner_id)
    values (${taskId}, ${task.kind}, ${task.title}, 'queued', ${task.total ?? null}, ${ctx.actor.id})`.execute(ctx.db)
  tell(ctx, taskId, ctx.actor.id)
  return taskId
}

/** A task stands still until its owner says how to go on, at an address of the desk; null: it goes on. */
export async function awaitOwner(ctx: Context, taskId: string, to: string | null): Promise<void> {
  const result = to === null ? null : JSON.stringify({ to, awaitsOwner: true })
  await sql`
    update core.tasks set result = ${result}::jsonb, changed_at = now()
    where task_id = ${taskId} and state = 'queued'`.execute(ctx.db)
  tell(ctx, taskId, ctx.actor.id)
}

/**
 * Says how far a task is, in a short transaction of its own and at most twice a second; more calls cost nothing.
 * `cancelAsked`: stop at the next safe place and finish as `cancelled`.
 */
export async function progressTask(
  house: House,
  taskId: string,
  progress: { done: number; total?: number },
): Promise<{ cancelAsked: boolean }> {
  const last = written.get(taskId)
  if (last && Date.now() - last.at < WRITE_EVERY_MS) return last
  const cancelAsked = await house.asSystem('core.task', async (ctx) => {
    const { rows } = await sql<{ owner_id: string | null; cancel_asked: boolean }>`
      update core.tasks set done = ${progress.done}, total = coalesce(${progress.total ?? null}, total), changed_at = now(),
        state = case when state = 'queued' then 'running' else state end
      where task_id = ${taskId} returning owner_id, cancel_asked`.execute(ctx.db)
    tell(ctx, taskId, rows[0]?.owner_id)
    return rows[0]?.cancel_asked ?? false
  })
  if (written.size > 1000) written.clear()
  written.set(taskId, { at: Date.now(), cancelAsked })
  return { cancelAsked }
}

/** Ends a task. `done` fills the bar; `failed` carries a sentence that says what to do. */
export async function finishTask(
  house: House,
  taskId: string,
  end: { state: 'done' | 'failed' | 'cancelled'; done?: number; result?: TaskResult; error?: string },
): Promise<void> {
  written.delete(taskId)
  await house.asSystem('core.task', async (ctx) => {
    const { rows } = await sql<{ owner_id: string | null }>`
      update core.tasks set state = ${end.state}, error = ${end.error ?? null}, changed_at = now(),
        result = ${end.result ? JSON.stringify(end.result) : null}::jsonb,
        done = coalesce(${end.done ?? null}, case when ${end.state} = 'done' then total end, done)
      where task_id = ${taskId} returning owner_id`.execute(ctx.db)
    tell(ctx, taskId, rows[0]?.owner_id)
  })
}

/** Puts trouble that nobody was waiting for into the tray of a member of staff. `error`: a code, or a sentence. */
export async function tellTrouble(
  ctx: Context,
  staffId: string,
  trouble: { kind: string; title: string; error: string },
): Promise<void> {
  const taskId = uuid7()
  await sql`
    insert into core.tasks (task_id, kind, title, state, error, owner_id)
    values (${taskId}, ${trouble.kind}, ${trouble.title}, 'failed', ${trouble.error}, ${staffId})`.execute(ctx.db)
  tell(ctx, taskId, staffId)
}

function tell(ctx: Context, taskId: string, ownerId: string | null | undefined): void {
  tellDesks(ctx, {
    topic: 'task',
    units: null,
    permission: 'signed-in',
    id: taskId,
    ...(ownerId && { staffId: ownerId }),
  })
}
