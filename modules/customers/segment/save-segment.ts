import { sql } from 'kysely'
import { audit } from '#core/access/audit.ts'
import type { Context } from '#core/context.ts'
import { refused, stale } from '#core/errors.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import { tellDesks } from '#core/live/note.ts'
import { checkCondition } from './check-condition.ts'
import type { addSegmentCall, changeSegmentCall, findSegmentCall } from './contract.ts'
import { findSegment } from './find-segments.ts'
import { keepMasks } from './keep-masks.ts'
import { refuseCircle, refuseInUse } from './refuse-circle.ts'
import { refuseHiddenSegment } from './refuse-hidden-segment.ts'
import { queueSegment } from './segment-jobs.ts'

type Segment = ReplyOf<typeof findSegmentCall>

/**
 * Adds a segment; a job right after finds its members.
 * @throws 409 `segment_name_taken`; 400 `filter_invalid`; 403 `field_masked`; 404 for a segment it asks.
 */
export async function addSegment(ctx: Context, input: InputOf<typeof addSegmentCall>): Promise<Segment> {
  await checkCondition(ctx, input.condition)
  const { rows } = await sql<{ segment_id: number }>`
    insert into customers.segments (name, description, condition, created_by)
    values (${input.name}, ${input.description}, ${JSON.stringify(input.condition)}::jsonb, ${ctx.actor.id})
    on conflict (name) do nothing returning segment_id`.execute(ctx.db)
  const segmentId = rows[0]?.segment_id
  if (segmentId === undefined) throw taken()
  return saved(ctx, segmentId, 'customers.segment.added', { name: input.name })
}

/**
 * Changes a segment, archives it or brings it back.
 * @throws as `addSegment`; 412 when it changed meanwhile; 409 `segment_in_circle`, `segment_in_use`.
 */
export async function changeSegment(ctx: Context, input: InputOf<typeof changeSegmentCall>): Promise<Segment> {
  const { segmentId, ifMatch, condition, archived } = input
  const before = await findSegment(ctx, { segmentId })
  if (before.archivedAt === null) await refuseHiddenSegment(ctx, [segmentId])
  if (before.version !== ifMatch) throw stale(before.version)
  if (condition) {
    await checkCondition(ctx, condition)
    await refuseCircle(ctx, segmentId, condition)
  }
  if (archived) await refuseInUse(ctx, segmentId)
  const { name = before.name, description = before.description } = input
  const clash = await sql`
    select 1 from customers.segments where name = ${name} and segment_id <> ${segmentId}`.execute(ctx.db)
  if (clash.rows.length > 0) throw taken()
  const { rows } = await sql`
    update customers.segments set name = ${name}, description = ${description}, version = version + 1, changed_at = ${ctx.now},
      condition = coalesce(${condition ? JSON.stringify(condition) : null}::jsonb, condition),
      evaluated_at = case when ${condition !== undefined || archived === false} then null else evaluated_at end,
      archived_at = case when ${archived === undefined} then archived_at when ${archived ?? false} then ${ctx.now} end
    where segment_id = ${segmentId} and version = ${ifMatch} returning 1`.execute(ctx.db)
  if (rows.length === 0) throw stale(ifMatch + 1)
  return saved(ctx, segmentId, 'customers.segment.changed', {
    before: before.name,
    ...input,
    condition: condition && 'changed',
  })
}

async function saved(
  ctx: Context,
  segmentId: number,
  action: string,
  details: Record<string, unknown>,
): Promise<Segment> {
  await keepMasks(ctx)
  audit(ctx, action, { target: String(segmentId), details })
  tellDesks(ctx, { topic: 'segment', units: null, permission: 'customers.read', id: String(segmentId) })
  queueSegment(ctx, segmentId)
  return findSegment(ctx, { segmentId })
}

const taken = () => refused('segment_name_taken', 'There is a segment of this name already.', { field: 'name' })
