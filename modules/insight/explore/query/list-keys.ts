import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { InputOf, ReplyOf } from '#core/http/contract.ts'
import type { DimensionKey } from '../catalogue-rules.ts'
import type { listKeysCall } from '../contract.ts'
import { maskedOf } from './segments-seen.ts'
import { WORD_PLACES } from './word-ids.ts'

type Reply = ReplyOf<typeof listKeysCall>
const MOST = 50

/** Values of a dimension to choose a filter from, by part of their name; of numbers and times there is nothing to list. */
export async function listKeys(ctx: Context, input: InputOf<typeof listKeysCall>): Promise<Reply> {
  const { dimension, text } = input
  const place = WORD_PLACES[dimension]
  const wanted = input.keys?.split(',').map(decoded)
  const like = `%${(text ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const names = (key: string, label: string) =>
    wanted ? sql`${sql.ref(key)} = any(${wanted}::text[])` : sql`${sql.ref(label)} ilike ${like}`
  if (place) {
    const level = place.level === undefined ? sql`true` : sql`cardinality(path_ids) <= ${place.level}`
    const { rows } = await sql<Reply['items'][number]>`
      select word as key, label from insight.cube_words
      where kind = ${place.kind} and ${level} and ${names('word', 'label')} order by label limit ${MOST}`.execute(
      ctx.db,
    )
    return { items: rows }
  }
  if (dimension === 'segment') {
    const { rows } = await sql<Reply['items'][number]>`
      select segment_id::text as key, name as label from facts.segments
      where archived_at is null and not masks && ${maskedOf(ctx)}::text[]
        and ${wanted ? sql`segment_id::text = any(${wanted}::text[])` : sql`name ilike ${like}`}
      order by name limit ${MOST}`.execute(ctx.db)
    return { items: rows }
  }
  const ofCustomers = CUSTOMER_KEYS[dimension]
  if (!ofCustomers) return { items: [] }
  const { rows } = await sql<Reply['items'][number]>`
    select distinct k.key, k.key as label
    from (select tags, country, region_path from facts.customers where listed order by created_at desc limit ${NEWEST}) c
    cross join lateral (${ofCustomers}) k (key)
    where k.key <> '' and ${names('key', 'key')} order by 1 limit ${MOST}`.execute(ctx.db)
  return { items: rows }
}

/** Enough customers to know what is usual, few enough to read while somebody types. */
const NEWEST = 20_000
const CUSTOMER_KEYS: Partial<Record<DimensionKey, RawBuilder<unknown>>> = {
  tag: sql`select unnest(c.tags)`,
  customerCountry: sql`select c.country`,
  customerRegion: sql`select array_to_string((string_to_array(c.region_path, '/'))[1:2], '/')`,
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}
