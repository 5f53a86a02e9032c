import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import type { Run } from './run.ts'
import { showRun } from './run-reply.ts'

/** Imports the caller may see, newest first. @throws invalid `invalid_input` for a cursor that is none. */
export async function listRuns(ctx: Context, input: { cursor?: string | undefined; limit: number }) {
  const after = input.cursor ?? 'ffffffff-ffff-7fff-bfff-ffffffffffff'
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after)) {
    throw invalid('invalid_input', 'cursor: not a cursor of this list', { field: 'cursor' })
  }
  const { rows } = await sql<Run>`
    select * from imports.runs where run_id < ${after}::uuid order by run_id desc limit ${input.limit + 1}`.execute(
    ctx.db,
  )
  const items = rows.slice(0, input.limit)
  return { items: items.map(showRun), next: rows.length > items.length ? (items.at(-1)?.run_id ?? null) : null }
}
