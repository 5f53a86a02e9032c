import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { textArray } from '#core/database/column-arrays.ts'

/** Names of properties a source may use; a sender that makes up new ones without end fills nothing. */
const MOST_NAMES = 1000
const LONGEST = 60

/** Which of these names of properties are kept: those known, and new ones while there is room. */
export async function knownNames(
  ctx: Context,
  sourceId: number,
  names: readonly string[],
): Promise<(name: string) => boolean> {
  const asked = [...new Set(names)].filter((name) => name.length <= LONGEST).slice(0, 5000)
  if (asked.length === 0) return () => false
  const { rows } = await sql<{ name: string }>`
    with room as (
      select greatest(${MOST_NAMES} - count(*), 0) as left_over from segment.property_names where source_id = ${sourceId}
    ), fresh as (
      insert into segment.property_names (source_id, name)
      select ${sourceId}, a.name from unnest(${textArray(asked)}::text[]) with ordinality a (name, nth)
      where not exists (select from segment.property_names p where p.source_id = ${sourceId} and p.name = a.name)
      order by a.nth limit (select left_over from room)
      on conflict do nothing returning name
    )
    select name from fresh
    union all
    select p.name from segment.property_names p
    where p.source_id = ${sourceId} and p.name = any(${textArray(asked)}::text[])`.execute(ctx.db)
  const known = new Set(rows.map((row) => row.name))
  return (name) => known.has(name)
}
