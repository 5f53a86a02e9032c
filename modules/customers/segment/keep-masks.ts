import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { openSegmentCatalogue } from '../list/catalogue.ts'
import { type Condition, leavesOf } from './condition.ts'
import { segmentsAsked } from './live-segments.ts'

interface Row {
  segment_id: number
  condition: Condition
  masks: string[]
}

/** Keeps, with every segment, the classes of fields it rests on, those of the segments it asks included. */
export async function keepMasks(ctx: Context): Promise<void> {
  const catalogue = await openSegmentCatalogue(ctx)
  const { rows } = await sql<Row>`select segment_id, condition, masks from customers.segments`.execute(ctx.db)
  const byId = new Map(rows.map((row) => [row.segment_id, row]))
  const masksOf = (row: Row | undefined, seen: ReadonlySet<number>): string[] => {
    if (!row || seen.has(row.segment_id)) return []
    const own = leavesOf(row.condition).flatMap((leaf) =>
      'field' in leaf ? (catalogue.get(leaf.field)?.mask ?? []) : [],
    )
    const within = new Set([...seen, row.segment_id])
    return [...own, ...segmentsAsked(row.condition).flatMap((id) => masksOf(byId.get(id), within))]
  }
  for (const row of rows) {
    const masks = [...new Set(masksOf(row, new Set()))].sort()
    if (masks.join() === row.masks.join()) continue
    await sql`update customers.segments set masks = ${masks}::text[] where segment_id = ${row.segment_id}`.execute(
      ctx.db,
    )
  }
}
