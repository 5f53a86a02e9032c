import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { RuleKey } from '../rules/rules.ts'

export type RunState = 'queued' | 'running' | 'done' | 'cancelled' | 'failed' | 'undoing' | 'undone'

/** One use of a rule, as it is stored. */
export interface CleanRun {
  runId: string
  rule: RuleKey
  state: RunState
  chosenIds: string[] | null
  exceptIds: string[]
  reached: string
  total: number
  changed: number
  restored: number
  kept: number
  startedKind: 'staff' | 'key' | 'system'
  startedBy: string
  startedName: string
  startedAt: Date
  finishedAt: Date | null
  undoneName: string | null
  undoneAt: Date | null
  taskId: string | null
}

export const runColumns = sql`
  run_id as "runId", rule, state, chosen_ids as "chosenIds", except_ids as "exceptIds", reached, total, changed, restored,
  kept, started_kind as "startedKind", started_by as "startedBy", started_name as "startedName", started_at as "startedAt",
  finished_at as "finishedAt", undone_name as "undoneName", undone_at as "undoneAt", task_id as "taskId"`

/** A run of the caller's scope, locked so that two hands don't go on with it at once. @throws 404 `run_not_found`. */
export async function lockRun(ctx: Context, runId: string): Promise<CleanRun> {
  const { rows } = await sql<CleanRun>`
    select ${runColumns} from customers.cleaning_runs where run_id = ${runId}::uuid for no key update`.execute(ctx.db)
  if (!rows[0]) throw notFound('run')
  return rows[0]
}
