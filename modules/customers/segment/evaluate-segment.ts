import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { lockCustomers } from '../customer/lock-customers.ts'
import { segmentChanged, segmentEntered, segmentLeft } from '../events.ts'
import { compileCondition } from './compile-condition.ts'
import type { Condition } from './condition.ts'

const MOST_IN_EVENT = 1000

/**
 * Brings the members of a segment up to date: of everybody, or of the given customers only. Announces how many came
 * and went, and who. Returns who did.
 */
export async function evaluateSegment(
  ctx: Context,
  segment: { segmentId: number; condition: Condition },
  only: readonly string[] | null = null,
): Promise<{ entered: string[]; left: string[] }> {
  const { segmentId, condition } = segment
  const { joins, where } = await compileCondition(ctx, condition, only)
  if (only) await lockCustomers(ctx, only)
  const among = only ? sql`and m.customer_id = any(${only}::uuid[])` : sql``
  const { rows } = await sql<{ customer_id: string; entered: boolean }>`
    with fitting as materialized (
      select c.customer_id, c.unit_ids from customers.customers c ${joins} where ${where}
    ), gone as (
      delete from customers.segment_members m where m.segment_id = ${segmentId} ${among}
        and not exists (select from fitting f where f.customer_id = m.customer_id) returning m.customer_id
    ), come as (
      insert into customers.segment_members (customer_id, segment_id, unit_ids)
      select f.customer_id, ${segmentId}, f.unit_ids from fitting f
      on conflict do nothing returning customer_id
    ), moved as (
      select customer_id, true as entered from come union all select customer_id, false from gone
    ), marked as (
      update customers.customers c
      set segment_ids = array_remove(c.segment_ids, ${segmentId}) || case when m.entered then array[${segmentId}::int] else '{}' end
      from moved m where c.customer_id = m.customer_id
    )
    select customer_id, entered from moved`.execute(ctx.db)
  const entered = rows.filter((row) => row.entered).map((row) => row.customer_id)
  const left = rows.filter((row) => !row.entered).map((row) => row.customer_id)
  await keepCount(ctx, segmentId, entered.length - left.length, only === null)
  tell(ctx, segmentId, entered, left)
  return { entered, left }
}

async function keepCount(ctx: Context, segmentId: number, change: number, isWhole: boolean): Promise<void> {
  if (isWhole) {
    await sql`
      update customers.segments s set evaluated_at = ${ctx.now},
        members_count = (select count(*) from customers.segment_members m where m.segment_id = ${segmentId})
      where s.segment_id = ${segmentId}`.execute(ctx.db)
  } else if (change !== 0) {
    await sql`update customers.segments set members_count = members_count + ${change} where segment_id = ${segmentId}`.execute(
      ctx.db,
    )
  }
}

function tell(ctx: Context, segmentId: number, entered: string[], left: string[]): void {
  tellDesks(ctx, { topic: 'segment', units: null, permission: 'customers.read', id: String(segmentId) })
  if (entered.length + left.length === 0) return
  announce(ctx, segmentChanged, { segmentId, entered: entered.length, left: left.length })
  for (const [kind, ids] of [
    [segmentEntered, entered],
    [segmentLeft, left],
  ] as const) {
    for (let start = 0; start < ids.length; start += MOST_IN_EVENT) {
      announce(ctx, kind, { segmentId, customerIds: ids.slice(start, start + MOST_IN_EVENT) })
    }
  }
}
