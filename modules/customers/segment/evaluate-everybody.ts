import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { House } from '#core/house.ts'
import { tellDesks } from '#core/live/note.ts'
import { people } from '../list/people.ts'
import { compileCondition } from './compile-condition.ts'
import { evaluateSegment } from './evaluate-segment.ts'
import type { LiveSegment } from './live-segments.ts'

const ACTOR = 'customers.segments'
const CHUNK = 1000

/**
 * Brings all memberships of a segment up to date. The long look at everybody locks nobody; those it finds to come or
 * go are then looked at again in short transactions, so that somebody who changes meanwhile is neither held up nor
 * judged by old facts.
 */
export async function evaluateEverybody(house: House, segment: LiveSegment): Promise<void> {
  const begun = new Date()
  const movers = await house.asSystem(ACTOR, (ctx) => findMovers(ctx, segment))
  for (let start = 0; start < movers.length; start += CHUNK) {
    const chunk = movers.slice(start, start + CHUNK)
    await house.asSystem(ACTOR, (ctx) => evaluateSegment(ctx, segment, chunk))
  }
  await house.asSystem(ACTOR, async (ctx) => {
    await sql`
      update customers.segments s set evaluated_at = ${begun},
        members_count = (select count(*) from customers.segment_members m where m.segment_id = s.segment_id)
      where s.segment_id = ${segment.segmentId}`.execute(ctx.db)
    tellDesks(ctx, { topic: 'segment', units: null, permission: 'customers.read', id: String(segment.segmentId) })
  })
}

/** Who fits and is no member, and who is a member and doesn't fit. */
async function findMovers(ctx: Context, { segmentId, condition }: LiveSegment): Promise<string[]> {
  const { joins, where } = await compileCondition(ctx, condition)
  const { rows } = await sql<{ id: string }>`
    select coalesce(f.customer_id, m.customer_id) as id
    from (select c.customer_id from ${people} ${joins} where ${where}) f
    full join (select customer_id from customers.segment_members where segment_id = ${segmentId}) m
      on m.customer_id = f.customer_id
    where f.customer_id is null or m.customer_id is null`.execute(ctx.db)
  return rows.map((row) => row.id)
}
