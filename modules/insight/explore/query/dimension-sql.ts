import { type RawBuilder, sql } from 'kysely'
import { type DimensionKey, LAST_NTH } from '../catalogue-rules.ts'
import { FIRST_MONDAY } from '../key-rules.ts'
import { membersSeen } from './segments-seen.ts'

/** What a dimension needs beside the facts `f`. */
export type Join = 'category' | 'place' | 'scores' | 'customers' | 'tags' | 'segments'

interface DimensionSql {
  /** Number or text of a row; null: none. */
  key: RawBuilder<unknown>
  join?: Join
}

const days = sql`(f.day - ${sql.lit(FIRST_MONDAY)}::date)`
const step = (of: 'wc' | 'wp', level: number): RawBuilder<unknown> =>
  // What stops above the level stands there under its own name.
  sql`${sql.ref(of)}.path_ids[least(${sql.lit(level)}, cardinality(${sql.ref(of)}.path_ids))]`
const category = (level: number): DimensionSql => ({ key: step('wc', level), join: 'category' })
const place = (level: number): DimensionSql => ({ key: step('wp', level), join: 'place' })

/** The only SQL a question can be made of: dimensions and measures are chosen by name, values are bound. */
export const DIMENSION_SQL: Record<DimensionKey, DimensionSql> = {
  day: { key: days },
  week: { key: sql`${days} / 7` },
  month: { key: sql`f.month::int` },
  quarter: { key: sql`f.month / 3` },
  year: { key: sql`f.month / 12` },
  weekday: { key: sql`${days} % 7 + 1` },
  hour: { key: sql`f.hour::int` },
  category1: category(1),
  category2: category(2),
  category3: category(3),
  brand: { key: sql`f.brand_id` },
  product: { key: sql`f.product_id` },
  priceBand: { key: sql`f.price_band::int` },
  channel: { key: sql`f.channel_id` },
  unit: { key: sql`f.unit_id` },
  orderValue: { key: sql`f.value_band::int` },
  // Not `least`: of null and a number that is the number.
  nth: { key: sql`case when f.nth > ${sql.lit(LAST_NTH)} then ${sql.lit(LAST_NTH)} else f.nth end` },
  newness: { key: sql`f.newness::int` },
  country: place(1),
  region: place(2),
  city: { key: sql`f.city_id` },
  cohort: { key: sql`f.first_month::int` },
  monthsSince: { key: sql`f.month - f.first_month` },
  class: { key: sql`array_position('{key,worth_winning,dispensable}'::text[], s.class)`, join: 'scores' },
  recencyScore: { key: sql`s.recency_score::int`, join: 'scores' },
  frequencyScore: { key: sql`s.frequency_score::int`, join: 'scores' },
  moneyScore: { key: sql`s.money_score::int`, join: 'scores' },
  segment: { key: sql`m.segment_id`, join: 'segments' },
  tag: { key: sql`t.tag`, join: 'tags' },
  customerCountry: { key: sql`nullif(c.country, '')`, join: 'customers' },
  customerRegion: { key: sql`nullif(c.region, '')`, join: 'customers' },
}

const CUSTOMERS = sql`left join (
  select customer_id, tags, country, array_to_string((string_to_array(region_path, '/'))[1:2], '/') as region
  from facts.customers where stage <> 'anonymous') c on c.customer_id = f.customer_id`

/** Rows of `f` with everything these joins bring; a customer out of the caller's sight brings nothing. */
export function fromFacts(
  level: 'order' | 'line',
  joins: ReadonlySet<Join>,
  masked: readonly string[],
): RawBuilder<unknown> {
  const table = level === 'order' ? sql`insight.order_facts f` : sql`insight.line_facts f`
  const parts = [
    table,
    ...(joins.has('category') ? [sql`left join insight.cube_words wc on wc.word_id = f.category_id`] : []),
    ...(joins.has('place') ? [sql`left join insight.cube_words wp on wp.word_id = f.place_id`] : []),
    ...(joins.has('scores') ? [sql`left join insight.scores s on s.customer_id = f.customer_id`] : []),
    ...(joins.has('customers') || joins.has('tags') ? [CUSTOMERS] : []),
    ...(joins.has('tags') ? [sql`left join lateral (select distinct unnest(c.tags) as tag) t on true`] : []),
    ...(joins.has('segments') ? [sql`left join (${membersSeen(masked)}) m on m.customer_id = f.customer_id`] : []),
  ]
  return sql.join(parts, sql` `)
}
