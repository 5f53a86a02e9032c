import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { wordsQuery } from '../search/words-query.ts'
import { refuseHiddenSegment } from '../segment/refuse-hidden-segment.ts'
import { openCatalogue } from './catalogue.ts'
import { openFilterScene } from './filter-scene.ts'
import { narrowed } from './narrowed.ts'
import { parseFilter } from './parse-filter.ts'
import { readLeaf } from './read-leaf.ts'
import { allOf, FALSE, type SqlPart } from './sql-part.ts'

/** Which customers a list is about, as it came from outside. */
export interface Restriction {
  filter?: string | undefined
  q?: string | undefined
  segment?: number | undefined
}

/**
 * The condition of a list on `customers.customers c`, every value bound.
 * @throws invalid `filter_invalid`; 403 `field_masked`; 404 `segment_not_found`.
 */
export async function readRestriction(ctx: Context, { filter, q, segment }: Restriction): Promise<SqlPart> {
  const asked = parseFilter(filter)
  const leaves = []
  if (asked.length > 0) {
    const catalogue = await openCatalogue(ctx)
    for (const leaf of asked) leaves.push(await readLeaf(ctx, leaf, catalogue))
  }
  const scene = await openFilterScene(ctx)
  const segments = [
    ...(segment ? [segment] : []),
    ...leaves.filter(isOfSegments).flatMap(({ value }) => value as number[]),
  ]
  await refuseHiddenSegment(ctx, segments)
  const parts = leaves.map((leaf) => leaf.toSql(scene))
  if (segment) {
    parts.push(sql`c.customer_id in
      (select m.customer_id from customers.segment_members m where m.segment_id = ${segment})`)
  }
  const words = q?.trim() ? wordsQuery(q, ctx.scope.masked) : null
  if (words === '') parts.push(FALSE)
  if (words) {
    parts.push(sql`c.customer_id in
      (select w.customer_id from customers.search_words w where w.words @@ ${words}::tsquery)`)
  }
  return allOf([...parts, ...(await narrowed(ctx, leaves, words))])
}

const isOfSegments = ({ field }: { field: { kind: string } }) => field.kind === 'segments'
