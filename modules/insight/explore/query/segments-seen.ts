import { type RawBuilder, sql } from 'kysely'
import { may } from '#core/access/actor.ts'
import type { Context } from '#core/context.ts'
import { forbidden } from '#core/errors.ts'
import type { Query } from '../contract.ts'

/** Classes of fields the caller sees masked; profits count as one for who may not see them. */
export const maskedOf = (ctx: Context): string[] => [
  ...ctx.scope.masked,
  ...(may(ctx.actor, 'orders.profit') ? [] : ['profit']),
]

/** Who is in which segment, of those segments that don't tell a masked field by their members. */
export const membersSeen = (masked: readonly string[]): RawBuilder<unknown> => sql`
  select sm.customer_id, sm.segment_id from facts.segment_members sm
  join facts.segments sg on sg.segment_id = sm.segment_id
  where sg.archived_at is null and not sg.masks && ${masked}::text[]`

/** @throws forbidden `field_masked` where a filter names a segment that rests on a field the caller sees masked. */
export async function refuseHiddenSegments(ctx: Context, query: Query): Promise<void> {
  const keys = query.filters
    .filter((filter) => filter.dimension === 'segment')
    .flatMap((filter) => ('in' in filter ? filter.in : filter.out))
  if (keys.length === 0) return
  const { rows } = await sql`
    select 1 from facts.segments
    where archived_at is null and masks && ${maskedOf(ctx)}::text[] and segment_id::text = any(${keys}::text[])
    limit 1`.execute(ctx.db)
  if (rows.length > 0) throw forbidden('field_masked', 'A segment here rests on a field that you see masked.')
}
