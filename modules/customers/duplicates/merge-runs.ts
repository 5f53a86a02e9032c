import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { forbidden, notFound, refused } from '#core/errors.ts'
import type { ReplyOf } from '#core/http/contract.ts'
import { queueJob } from '#core/jobs/job.ts'
import { startTask } from '#core/jobs/task.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type { listMergeRunsCall } from './contract.ts'
import { MERGE_ALL_JOB, SCAN_QUEUE, UNDO_MERGES_JOB } from './scan-names.ts'

type Run = ReplyOf<typeof listMergeRunsCall>['items'][number]

/** Open pairs of listed records, at least so sure, that look neither like a household nor like an imitation. */
export const surePairs = (from: number) => sql`
  customers.duplicate_pairs p
  join customers.customers a on a.customer_id = p.customer_id and a.listed
  join customers.customers b on b.customer_id = p.other_id and b.listed
  where p.state = 'open' and not p.looks_like_household and not p.looks_deceptive and p.probability >= ${from}::real`

/** How many pairs a run would join at most. */
export async function countSure(ctx: Context, { from }: { from: number }): Promise<{ pairs: number }> {
  const { rows } = await sql<{ pairs: number }>`select count(*)::int as pairs from ${surePairs(from)}`.execute(ctx.db)
  return { pairs: rows[0]?.pairs ?? 0 }
}

/** Starts joining all pairs that are so sure. @throws 403 `company_wide_only`; 409 `nothing_to_merge`. */
export async function mergeAll(ctx: Context, { from }: { from: number }): Promise<{ runId: string; taskId: string }> {
  companyWide(ctx)
  const { pairs } = await countSure(ctx, { from })
  if (pairs === 0) throw refused('nothing_to_merge', 'No open pair is that sure.')
  const runId = uuid7()
  const taskId = await startTask(ctx, { kind: 'duplicates', title: 'customers:duplicates.all.task', total: pairs })
  await sql`
    insert into customers.merge_runs (run_id, from_probability, started_at, started_by, state)
    values (${runId}::uuid, ${from}, ${ctx.now}, ${`${ctx.actor.kind}:${ctx.actor.name}`}, 'running')`.execute(ctx.db)
  queueJob(ctx, { name: MERGE_ALL_JOB }, { runId, taskId }, { queue: SCAN_QUEUE, attempts: 3 })
  audit(ctx, 'customers.duplicates.merge_all', { target: runId, details: { from, pairs } })
  return { runId, taskId }
}

/** The last runs, with how many of their joined records still are. */
export async function listMergeRuns(ctx: Context): Promise<{ items: Run[] }> {
  const { rows } = await sql<Omit<Run, 'startedAt'> & { startedAt: Date }>`
    select r.run_id as "runId", r.from_probability as "from", r.started_at as "startedAt", r.started_by as "startedBy", r.state,
      count(m.merge_id)::int as merged, (count(m.merge_id) filter (where m.undone_at is null))::int as standing
    from customers.merge_runs r left join customers.merges m on m.run_id = r.run_id
    group by r.run_id order by r.started_at desc limit 10`.execute(ctx.db)
  return { items: rows.map((row) => ({ ...row, startedAt: row.startedAt.toISOString() })) }
}

/**
 * Starts taking a whole run back; null: nothing of it stands any more, or that is under way.
 * @throws 404 `merge_run_not_found`; 409 `merge_run_running`; 403 `company_wide_only`.
 */
export async function undoMergeRun(ctx: Context, { runId }: { runId: string }): Promise<{ taskId: string | null }> {
  companyWide(ctx)
  const { rows } = await sql<{ state: Run['state']; standing: number }>`
    select r.state, (select count(*)::int from customers.merges m where m.run_id = r.run_id and m.undone_at is null) as standing
    from customers.merge_runs r where r.run_id = ${runId}::uuid for update`.execute(ctx.db)
  const run = rows[0]
  if (!run) throw notFound('merge_run')
  if (run.state === 'running') throw refused('merge_run_running', 'The run is still joining; stop it first.')
  if (run.state === 'undoing' || run.standing === 0) return { taskId: null }
  const taskId = await startTask(ctx, {
    kind: 'duplicates',
    title: 'customers:duplicates.all.undoTask',
    total: run.standing,
  })
  await sql`update customers.merge_runs set state = 'undoing' where run_id = ${runId}::uuid`.execute(ctx.db)
  queueJob(ctx, { name: UNDO_MERGES_JOB }, { runId, taskId }, { queue: SCAN_QUEUE, attempts: 3 })
  audit(ctx, 'customers.duplicates.merge_all_undone', { target: runId })
  return { taskId }
}

function companyWide(ctx: Context): void {
  if (ctx.scope.units !== 'all') throw forbidden('company_wide_only', 'This joins records of the whole company.')
}
