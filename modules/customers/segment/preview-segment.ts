import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { presentRow, rowColumns, type StoredRow } from '../list/list-row.ts'
import { openShown } from '../list/open-shown.ts'
import { people } from '../list/people.ts'
import { checkCondition } from './check-condition.ts'
import { compileCondition } from './compile-condition.ts'
import type { Condition } from './condition.ts'
import type { previewSegmentCall } from './contract.ts'

const PATIENCE_MS = 1500
const SAMPLE = 2000
const SHOWN = 8
const CANCELLED = '57014'

interface Counted {
  count: number
  ids: string[]
}

/**
 * How many customers a condition finds among those the caller may see. Where counting takes longer than 1.5 s, the
 * count is estimated from 2,000 customers picked at random, and says so.
 */
export async function previewSegment(
  ctx: Context,
  { condition }: InputOf<typeof previewSegmentCall>,
): Promise<ReplyOf<typeof previewSegmentCall>> {
  await checkCondition(ctx, condition)
  const counted = await countInTime(ctx, condition)
  const { sampled, count, ids } = counted ? { ...counted, sampled: null } : await estimate(ctx, condition)
  const shown = await openShown(ctx)
  const { rows } = await sql<StoredRow>`
    select ${rowColumns} from ${people} where c.customer_id = any(${ids}::uuid[])
    order by c.revenue_micro desc, c.customer_id desc`.execute(ctx.db)
  return { count, exact: sampled === null, sampled, items: rows.map((row) => presentRow(ctx, row, shown)) }
}

async function countInTime(ctx: Context, condition: Condition): Promise<Counted | null> {
  await sql`savepoint preview`.execute(ctx.db)
  try {
    await sql`select set_config('statement_timeout', ${String(PATIENCE_MS)}, true)`.execute(ctx.db)
    const counted = await count(ctx, condition, null)
    await sql`release savepoint preview`.execute(ctx.db)
    return counted
  } catch (error) {
    if ((error as { code?: string }).code !== CANCELLED) throw error
    await sql`rollback to savepoint preview`.execute(ctx.db)
    return null
  }
}

async function estimate(ctx: Context, condition: Condition): Promise<Counted & { sampled: number }> {
  const { rows } = await sql<{ ids: string[]; all: number }>`
    select (select count(*)::int from customers.customers c where c.listed) as all,
      array(select c.customer_id from customers.customers c where c.listed order by random() limit ${SAMPLE}) as ids`.execute(
    ctx.db,
  )
  const { ids = [], all = 0 } = rows[0] ?? {}
  const found = await count(ctx, condition, ids)
  return { ...found, count: Math.round((found.count * all) / Math.max(1, ids.length)), sampled: ids.length }
}

async function count(ctx: Context, condition: Condition, only: readonly string[] | null): Promise<Counted> {
  const { joins, where } = await compileCondition(ctx, condition, only)
  const { rows } = await sql<Counted>`
    with fitting as materialized (
      select c.customer_id, c.revenue_micro from ${people} ${joins} where ${where}
    )
    select (select count(*)::int from fitting) as count,
      array(select customer_id from fitting order by revenue_micro desc, customer_id desc limit ${SHOWN}) as ids`.execute(
    ctx.db,
  )
  return rows[0] ?? { count: 0, ids: [] }
}
