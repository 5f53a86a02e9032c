import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import type { listTasksCall } from './contract.ts'

interface Row {
  taskId: string
  kind: string
  title: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
  done: bigint
  total: bigint | null
  result: Record<string, unknown> | null
  error: string | null
  cancelAsked: boolean
  createdAt: Date
}

/** My own tasks, newest first. */
export async function listTasks(ctx: Context): Promise<ReplyOf<typeof listTasksCall>> {
  const { rows } = await sql<Row>`
    select task_id as "taskId", kind, title, state, done, total, result, error, cancel_asked as "cancelAsked",
      created_at as "createdAt"
    from core.tasks
    where owner_id = ${ctx.actor.id} and (state in ('queued', 'running') or created_at > now() - interval '7 days')
    order by created_at desc limit 30`.execute(ctx.db)
  return {
    items: rows.map((row) => ({
      ...row,
      done: Number(row.done),
      total: row.total === null ? null : Number(row.total),
      createdAt: row.createdAt.toISOString(),
    })),
  }
}
