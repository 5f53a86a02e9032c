import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { invalid } from '#core/errors.ts'
import { type DimensionKey, dimensionOf } from '../catalogue-rules.ts'
import type { Filter } from '../contract.ts'
import { numberOfKey } from '../key-rules.ts'
import { DIMENSION_SQL, type Join } from './dimension-sql.ts'
import { maskedOf, membersSeen } from './segments-seen.ts'
import { idsOfWords } from './word-ids.ts'

/** A filter as a condition on the facts, and what it needs beside them. @throws invalid `explore_key_unknown`. */
export async function filterSql(ctx: Context, filter: Filter): Promise<{ where: RawBuilder<unknown>; join?: Join }> {
  const { dimension } = filter
  const keys = 'in' in filter ? filter.in : filter.out
  const found = await holding(ctx, dimension, keys)
  const where = 'in' in filter ? found.where : sql`not ${found.where}`
  return { ...found, where }
}

/** A condition that is never null. */
async function holding(
  ctx: Context,
  dimension: DimensionKey,
  keys: readonly string[],
): Promise<{ where: RawBuilder<unknown>; join?: Join }> {
  const some = keys.filter((key) => key !== '')
  const orNone = keys.includes('')
  if (dimension === 'tag') return { where: tagged(some, orNone), join: 'customers' }
  if (dimension === 'segment') return { where: inSegments(numbers(dimension, some), orNone, maskedOf(ctx)) }
  const { key, join } = DIMENSION_SQL[dimension]
  const beside = join ? { join } : {}
  const none = orNone ? sql`${key} is null` : sql`false`
  const { keys: kind } = dimensionOf(dimension)
  if (kind === 'text') return { where: sql`(${none} or coalesce(${key} = any(${some}::text[]), false))`, ...beside }
  if (kind !== 'word') {
    return { where: sql`(${none} or coalesce(${key} = any(${numbers(dimension, some)}::int[]), false))`, ...beside }
  }
  // Words of a tree hold everything below them, so the tree itself isn't needed.
  const { column, ids } = await idsOfWords(ctx, dimension, some)
  const noWord = orNone ? sql`${column} is null` : sql`false`
  return { where: sql`(${noWord} or coalesce(${column} = any(${ids}::int[]), false))` }
}

function numbers(dimension: DimensionKey, keys: readonly string[]): number[] {
  return keys.map((key) => {
    const value = numberOfKey(dimension, key)
    if (value === null) {
      const shown = key.slice(0, 40)
      throw invalid('explore_key_unknown', `${shown} is no value of ${dimension}.`, { field: 'filters', dimension })
    }
    return value
  })
}

const tagged = (tags: readonly string[], orNone: boolean) => {
  const none = orNone ? sql`coalesce(cardinality(c.tags), 0) = 0` : sql`false`
  return sql`(${none} or coalesce(c.tags && ${tags}::text[], false))`
}

const inSegments = (ids: readonly number[], orNone: boolean, masked: readonly string[]) => {
  const members = membersSeen(masked)
  const none = orNone ? sql`f.customer_id not in (select customer_id from (${members}) every_one)` : sql`false`
  return sql`(${none} or f.customer_id in (
    select customer_id from (${members}) own where segment_id = any(${ids}::int[])))`
}
