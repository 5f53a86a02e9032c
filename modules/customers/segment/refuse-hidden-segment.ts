import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { forbidden, notFound } from '#core/errors.ts'
import { maskedFor } from '../customer/masked-for.ts'

/**
 * A segment made with a field tells by its members what that field says. So whoever sees the field masked can see that
 * there is such a segment, but neither its size nor its members, and can't filter by it.
 * @throws 403 `field_masked`; 404 `segment_not_found` also for archived ones.
 */
export async function refuseHiddenSegment(ctx: Context, segmentIds: readonly number[]): Promise<void> {
  if (segmentIds.length === 0) return
  const wanted = [...new Set(segmentIds)]
  const { rows } = await sql<{ masks: string[] }>`
    select masks from customers.segments where segment_id = any(${wanted}::int[]) and archived_at is null`.execute(
    ctx.db,
  )
  if (rows.length < wanted.length) throw notFound('segment')
  if (rows.some(({ masks }) => isHidden(ctx, masks))) {
    throw forbidden('field_masked', 'This segment rests on a field that you see masked.')
  }
}

/** True when a segment with these mask classes must keep its members to itself. */
export const isHidden = (ctx: Context, masks: readonly string[]): boolean =>
  masks.some((mask) => maskedFor(ctx).has(mask))
