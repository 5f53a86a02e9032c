import type { Context } from '#core/context.ts'
import { refused } from '#core/errors.ts'
import type { Condition } from './condition.ts'
import { liveSegments, segmentsAsked } from './live-segments.ts'

/** @throws 409 `segment_in_circle` when the new condition would have the segment ask itself, directly or through others. */
export async function refuseCircle(ctx: Context, segmentId: number, condition: Condition): Promise<void> {
  const byId = new Map((await liveSegments(ctx)).map((segment) => [segment.segmentId, segment.condition]))
  const seen = new Set<number>()
  const waiting = segmentsAsked(condition)
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === segmentId) throw refused('segment_in_circle', 'This segment would ask itself who belongs to it.')
    const next = byId.get(id)
    if (next && !seen.has(id)) waiting.push(...segmentsAsked(next))
    seen.add(id)
  }
}

/** @throws 409 `segment_in_use` naming the segments that ask it. */
export async function refuseInUse(ctx: Context, segmentId: number): Promise<void> {
  const asking = (await liveSegments(ctx)).filter(({ condition }) => segmentsAsked(condition).includes(segmentId))
  if (asking.length === 0) return
  throw refused('segment_in_use', 'Other segments rest on this one. Change or archive them first.', {
    segmentIds: asking.map((segment) => segment.segmentId),
  })
}
