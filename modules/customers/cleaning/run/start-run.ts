import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { forbidden, refused } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { queueJob } from '#core/jobs/job.ts'
import { startTask } from '#core/jobs/task.ts'
import { uuid7 } from '#core/words/uuid7.ts'
import type { startRunCall, undoRunCall } from '../contract.ts'
import { countFindings } from '../count-findings.ts'
import { hasNameFields } from '../read-records.ts'
import { fieldsFor, SINGLY } from '../rules/rules.ts'
import { lockRun } from './clean-run.ts'
import { runJob } from './run-job.ts'
import { stepRun } from './step-run.ts'

/** So few are done at once, and whoever asked need not look into the tray. */
const FEW = 50
const QUEUE = 'customers.cleaning'
const NOBODY = '00000000-0000-0000-0000-000000000000'

type Reply = ReplyOf<typeof startRunCall>

/**
 * Applies a rule to all customers it finds in the caller's scope, but those left out, or to the chosen ones. Few are
 * done at once (`taskId` null, `changed` says how many); many in a job.
 * @throws 403 `field_masked`; 409 `rule_singly` when a rule that guesses is asked for more than one customer,
 * `name_fields_missing` when there are no fields for the parts of a name.
 */
export async function startRun(ctx: Context, input: InputOf<typeof startRunCall>): Promise<Reply> {
  const { rule, customerIds, exceptIds = [] } = input
  if (fieldsFor(rule, ctx.scope.masked).length === 0) {
    throw forbidden('field_masked', 'You see the fields of this rule masked.')
  }
  if (SINGLY.has(rule) && customerIds?.length !== 1) {
    throw refused('rule_singly', 'This rule guesses: accept its proposals one by one.')
  }
  if (rule === 'name_parts' && !(await hasNameFields(ctx))) {
    throw refused('name_fields_missing', 'Add the text fields family_name and given_name first.')
  }
  const runId = uuid7()
  const chosen = customerIds && [...new Set(customerIds)]
  const total = chosen?.length ?? Math.max(0, (await countFindings(ctx))[rule] - exceptIds.length)
  await sql`
    insert into customers.cleaning_runs (run_id, rule, unit_ids, state, chosen_ids, except_ids, total, started_kind,
      started_by, started_name, started_at)
    values (${runId}::uuid, ${rule}, ${ctx.scope.units === 'all' ? [] : [...ctx.scope.units]}::int[], 'queued',
      ${chosen ?? null}::uuid[], ${exceptIds}::uuid[], ${total}, ${ctx.actor.kind}, ${ctx.actor.id}, ${ctx.actor.name},
      ${ctx.now})`.execute(ctx.db)
  audit(ctx, 'customers.cleaning.started', { target: runId, details: { rule, customers: total } })
  if (chosen && chosen.length <= FEW) return { runId, taskId: null, changed: (await stepRun(ctx, runId)).done }
  return {
    runId,
    taskId: await queueRun(ctx, runId, { title: `customers:cleaning.rule.${rule}.title`, total }),
    changed: null,
  }
}

/**
 * Takes back a whole run, whenever it was. Values that somebody changed since stay; the run lists them.
 * @throws 404 `run_not_found`; 409 `run_not_undoable` while it works or when it was taken back; 403 `field_masked`.
 */
export async function undoRun(
  ctx: Context,
  { runId }: InputOf<typeof undoRunCall>,
): Promise<ReplyOf<typeof undoRunCall>> {
  const run = await lockRun(ctx, runId)
  if (!['done', 'cancelled', 'failed'].includes(run.state)) {
    throw refused('run_not_undoable', 'This run is still at work, or was taken back already.')
  }
  await refuseMaskedRun(ctx, runId)
  await sql`
    update customers.cleaning_runs set state = 'undoing', undone_name = ${ctx.actor.name}, undone_at = ${ctx.now}
    where run_id = ${runId}::uuid`.execute(ctx.db)
  audit(ctx, 'customers.cleaning.undone', { target: runId, details: { rule: run.rule, customers: run.changed } })
  if (run.changed <= FEW) {
    await stepRun(ctx, runId)
    return { taskId: null }
  }
  const task = { title: 'customers:cleaning.run.undoing', total: run.changed }
  return { taskId: await queueRun(ctx, runId, task) }
}

async function refuseMaskedRun(ctx: Context, runId: string): Promise<void> {
  const { rows } = await sql<{ field: string }>`
    select distinct field from customers.cleaning_changes where run_id = ${runId}::uuid`.execute(ctx.db)
  const run = await lockRun(ctx, runId)
  const seen: readonly string[] = fieldsFor(run.rule, ctx.scope.masked)
  if (rows.some(({ field }) => !seen.includes(field))) {
    throw forbidden('field_masked', 'This run changed fields that you see masked.')
  }
}

async function queueRun(ctx: Context, runId: string, task: { title: string; total: number }): Promise<string> {
  const taskId = await startTask(ctx, { kind: 'cleaning', ...task })
  await sql`update customers.cleaning_runs set task_id = ${taskId}::uuid, reached = ${NOBODY}::uuid
    where run_id = ${runId}::uuid`.execute(ctx.db)
  const { kind, id: by } = ctx.actor
  queueJob(ctx, runJob, { runId, taskId, kind, by }, { queue: QUEUE })
  return taskId
}
