import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { DimensionKey } from '../catalogue-rules.ts'

interface WordPlace {
  kind: string
  column: RawBuilder<unknown>
  /** In a tree: which step down. */
  level?: number
}

export const WORD_PLACES: Partial<Record<DimensionKey, WordPlace>> = {
  channel: { kind: 'channel', column: sql`f.channel_id` },
  country: { kind: 'place', column: sql`f.place_id`, level: 1 },
  region: { kind: 'place', column: sql`f.place_id`, level: 2 },
  city: { kind: 'city', column: sql`f.city_id` },
  brand: { kind: 'brand', column: sql`f.brand_id` },
  product: { kind: 'product', column: sql`f.product_id` },
  category1: { kind: 'category', column: sql`f.category_id`, level: 1 },
  category2: { kind: 'category', column: sql`f.category_id`, level: 2 },
  category3: { kind: 'category', column: sql`f.category_id`, level: 3 },
}

/** The numbers of these words, in a tree of all below them that this level gathers. Words that nobody used have none. */
export async function idsOfWords(
  ctx: Context,
  dimension: DimensionKey,
  words: readonly string[],
): Promise<{ column: RawBuilder<unknown>; ids: number[] }> {
  const place = WORD_PLACES[dimension]
  if (!place) throw new Error(`${dimension} has no words`)
  const { kind, column, level } = place
  const named = sql`select word_id from insight.cube_words where kind = ${kind} and word = any(${words}::text[])`
  const { rows } = await sql<{ id: number }>`
    select word_id as id from insight.cube_words
    where kind = ${kind} and ${
      level === undefined
        ? sql`word = any(${words}::text[])`
        : sql`path_ids[least(${level}::int, cardinality(path_ids))] in (${named})`
    }`.execute(ctx.db)
  return { column, ids: rows.map((row) => row.id) }
}
