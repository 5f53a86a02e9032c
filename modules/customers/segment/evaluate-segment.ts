import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { announce } from '#core/events/announce.ts'
import { tellDesks } from '#core/live/note.ts'
import { lockCustomers } from '../customer/lock-customers.ts'
import { segmentChanged, segmentEntered, segmentLeft } from '../events.ts'
import { people } from '../list/people.ts'
import { compileCondition } from './compile-condition.ts'
import type { LiveSegment } from './live-segments.ts'

const MOST_IN_EVENT = 1000

/**
 * Brings the memberships of the given customers in a segment up to date. Announces how many came and went, and who.
 * The customers are locked first: whoever looks at the same ones at the same time does it one after another, each with
 * the newest facts.
 */
export async function evaluateSegment(
  ctx: Context,
  { segmentId, condition }: Pick<LiveSegment, 'segmentId' | 'condition'>,
  customerIds: readonly string[],
): Promise<void> {
  const { joins, where } = await compileCondition(ctx, condition, customerIds)
  await lockCustomers(ctx, customerIds)
  const { rows } = await sql<{ customer_id: string; entered: boolean }>`
    with fitting as materialized (
      select c.customer_id, c.unit_ids from ${people} ${joins} where ${where}
    ), gone as (
      delete from customers.segment_members m
      where m.segment_id = ${segmentId} and m.customer_id = any(${customerIds}::uuid[])
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
  const change = entered.length - left.length
  if (change !== 0) {
    await sql`update customers.segments set members_count = members_count + ${change} where segment_id = ${segmentId}`.execute(
      ctx.db,
    )
  }
  tell(ctx, segmentId, entered, left)
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
