import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { CheckedLeaf } from './read-leaf.ts'
import type { SqlPart } from './sql-part.ts'

const MOST = 3000

interface Found {
  ids: string[]
}

/**
 * Inside a unit, row security runs before the conditions on words, tags, gaps and own fields, so no index serves them there.
 * Functions of the owner look those indexes up, under the same scope. What they find is bound as ids when it is little;
 * when it is much, walking the order of the list meets it soon.
 */
export async function narrowed(ctx: Context, leaves: readonly CheckedLeaf[], words: string | null): Promise<SqlPart[]> {
  if (ctx.scope.units === 'all') return []
  const lookups = leaves.flatMap(lookupOf)
  if (words) lookups.push(sql<Found>`select customers.ids_with_words(${words}, ${MOST + 1}) as ids`)
  const parts: SqlPart[] = []
  for (const lookup of lookups) {
    const { rows } = await lookup.execute(ctx.db)
    const ids = rows[0]?.ids ?? []
    if (ids.length <= MOST) parts.push(sql`c.customer_id = any(${ids}::uuid[])`)
  }
  return parts
}

function lookupOf({ field, op, value }: CheckedLeaf): RawBuilder<Found>[] {
  if (field.kind === 'tags' && (op === 'any' || op === 'all')) {
    return [sql`select customers.ids_with_tags(${value as string[]}::text[], ${op === 'all'}, ${MOST + 1}) as ids`]
  }
  if (field.kind === 'gaps' && op === 'any') {
    return [sql`select customers.ids_with_gaps(${value as string[]}::text[], ${MOST + 1}) as ids`]
  }
  if (field.kind === 'custom' && op === 'is') {
    const key = field.key.slice('custom.'.length)
    const wanted = (value as unknown[]).map((item) => JSON.stringify({ [key]: item }))
    return [sql`select customers.ids_with_custom(${wanted}::text[]::jsonb[], ${MOST + 1}) as ids`]
  }
  return []
}
