import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { notFound } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { shown } from '../../customer/present-customer.ts'
import { readCursor, writeCursor } from '../cleaning-cursor.ts'
import type { findRunCall, listChangesCall, listRunsCall } from '../contract.ts'
import type { CleanField } from '../rules/clean-record.ts'
import { classOf } from '../rules/rules.ts'
import { type CleanRun, runColumns } from './clean-run.ts'

type RunReply = ReplyOf<typeof findRunCall>

const present = (run: CleanRun): RunReply => ({
  runId: run.runId,
  rule: run.rule,
  state: run.state,
  total: run.total,
  changed: run.changed,
  restored: run.restored,
  kept: run.kept,
  startedBy: run.startedName,
  startedAt: run.startedAt.toISOString(),
  finishedAt: run.finishedAt?.toISOString() ?? null,
  undoneBy: run.undoneName,
  undoneAt: run.undoneAt?.toISOString() ?? null,
})

/** Runs of the caller's scope, newest first. */
export async function listRuns(
  ctx: Context,
  { cursor, limit }: InputOf<typeof listRunsCall>,
): Promise<ReplyOf<typeof listRunsCall>> {
  const after = readCursor(cursor)
  const { rows } = await sql<CleanRun>`
    select ${runColumns} from customers.cleaning_runs
    ${after ? sql`where (started_at, run_id) < (select started_at, run_id from customers.cleaning_runs where run_id = ${after[0]}::uuid)` : sql``}
    order by started_at desc, run_id desc limit ${limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { items: page.map(present), next: rows.length > limit && last ? writeCursor(last.runId) : null }
}

/** One run. @throws 404 `run_not_found`, also where it is of another unit. */
export async function findRun(ctx: Context, { runId }: { runId: string }): Promise<RunReply> {
  const { rows } = await sql<CleanRun>`
    select ${runColumns} from customers.cleaning_runs where run_id = ${runId}::uuid`.execute(ctx.db)
  if (!rows[0]) throw notFound('run')
  return present(rows[0])
}

interface ChangeRow {
  customerId: string
  name: string
  field: CleanField
  before: string | null
  after: string | null
  state: 'changed' | 'restored' | 'kept'
}

/** What a run changed, by customer and field; values of masked fields come masked. */
export async function listChanges(
  ctx: Context,
  { runId, state, cursor, limit }: InputOf<typeof listChangesCall>,
): Promise<ReplyOf<typeof listChangesCall>> {
  await findRun(ctx, { runId })
  const after = readCursor(cursor)
  const { rows } = await sql<ChangeRow>`
    select h.customer_id as "customerId", customers.called(c.customer_id, c.name, c.company) as name, h.field,
      h.before #>> '{}' as before, h.after #>> '{}' as after, h.state
    from customers.cleaning_changes h join customers.customers c on c.customer_id = h.customer_id
    where h.run_id = ${runId}::uuid ${state ? sql`and h.state = ${state}` : sql``}
      ${after ? sql`and (h.customer_id, h.field) > (${after[0]}::uuid, ${after[1]})` : sql``}
    order by h.customer_id, h.field limit ${limit + 1}`.execute(ctx.db)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map((row) => {
      const of = classOf(row.field)
      const mask = (value: string | null) => (of ? shown(ctx, of, value) : value)
      return { ...row, name: shown(ctx, 'name', row.name), before: mask(row.before), after: mask(row.after) }
    }),
    next: rows.length > limit && last ? writeCursor(last.customerId, last.field) : null,
  }
}
