import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { type Condition, leavesOf } from './condition.ts'

export interface LiveSegment {
  segmentId: number
  condition: Condition
  evaluatedAt: Date | null
}

/** Every segment that isn't archived; those that others ask stand before them. */
export async function liveSegments(ctx: Context): Promise<LiveSegment[]> {
  const { rows } = await sql<LiveSegment>`
    select segment_id as "segmentId", condition, evaluated_at as "evaluatedAt" from customers.segments
    where archived_at is null order by segment_id`.execute(ctx.db)
  return inOrder(rows)
}

/** The segments a condition asks. */
export const segmentsAsked = (condition: Condition): number[] => [
  ...new Set(leavesOf(condition).flatMap((leaf) => ('segment' in leaf ? [leaf.segment] : []))),
]

/** Puts segments behind those they ask; there are no circles. */
export function inOrder(segments: readonly LiveSegment[]): LiveSegment[] {
  const byId = new Map(segments.map((segment) => [segment.segmentId, segment]))
  const done = new Set<LiveSegment>()
  const visit = (segment: LiveSegment | undefined) => {
    if (!segment || done.has(segment)) return
    for (const id of segmentsAsked(segment.condition)) visit(byId.get(id))
    done.add(segment)
  }
  for (const segment of segments) visit(segment)
  return [...done]
}

/** The given segments and all that ask them, directly or through others, in order. */
export function withAsking(segments: readonly LiveSegment[], segmentIds: readonly number[]): LiveSegment[] {
  const touched = new Set(segmentIds)
  return segments.filter((segment) => {
    const isTouched = touched.has(segment.segmentId) || segmentsAsked(segment.condition).some((id) => touched.has(id))
    if (isTouched) touched.add(segment.segmentId)
    return isTouched
  })
}
