import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import type { WhoseRows } from './refresh-facts.ts'

/** The words of an order's place: the path of its region, else its country; a city stands below it. */
export const placeWord = sql`coalesce(o.region_path, o.country)`
export const cityWord = sql`case when o.city is null then case when split_part(o.region_path, '/', 3) <> '' then o.region_path end
  when o.region_path is null and o.country is null then o.city
  when right(${placeWord}, length(o.city) + 1) = '/' || o.city then ${placeWord}
  else ${placeWord} || '/' || o.city end`
export const productWord = sql`coalesce(l.sku, l.product_name)`

/** Gives every channel, place, brand, category and product of these orders a number. */
export async function addWords(ctx: Context, whose: WhoseRows): Promise<void> {
  const from = (kind: string, word: RawBuilder<unknown>, label: RawBuilder<unknown>, rows: RawBuilder<unknown>) =>
    sql`select ${kind}::text as kind, ${word} as word, max(${label}) as label ${rows} group by 2`
  const orders = sql`from facts.orders o where ${whose('o')}`
  const lines = sql`from facts.order_lines l where ${whose('l')}`
  const none = sql`null::text`
  await sql`
    insert into insight.cube_words (kind, word, label)
    select kind, word, coalesce(max(label), word) from (
      ${from('channel', sql`o.channel`, none, orders)}
      union all ${from('place', placeWord, none, orders)}
      union all ${from('city', cityWord, sql`o.city`, orders)}
      union all ${from('brand', sql`l.brand`, none, lines)}
      union all ${from('category', sql`l.category_path`, none, lines)}
      union all ${from('product', productWord, sql`l.product_name`, lines)}
    ) w
    where word is not null and word <> '' and length(word) <= 1000
      and not exists (select from insight.cube_words known where known.kind = w.kind and known.word = w.word)
    group by kind, word
    on conflict (kind, word) do nothing`.execute(ctx.db)
  await addSteps(ctx)
}

/** Every step of a new path becomes a word of its own, and the path knows the numbers of its steps. */
async function addSteps(ctx: Context): Promise<void> {
  const { rows } = await sql`
    select 1 from insight.cube_words where path_ids is null and kind in ('place', 'category') limit 1`.execute(ctx.db)
  if (rows.length === 0) return
  const step = sql`array_to_string((string_to_array(w.word, '/'))[1:n], '/')`
  const steps = sql`insight.cube_words w cross join lateral generate_series(1, cardinality(string_to_array(w.word, '/'))) n`
  const fresh = sql`w.path_ids is null and w.kind in ('place', 'category')`
  await sql`
    insert into insight.cube_words (kind, word, label)
    select distinct w.kind, ${step}, ${step} from ${steps} where ${fresh}
    on conflict (kind, word) do nothing`.execute(ctx.db)
  await sql`
    update insight.cube_words u set path_ids = p.ids,
      label = (string_to_array(u.word, '/'))[cardinality(p.ids)]
    from (
      select w.word_id, array_agg(s.word_id order by n) as ids
      from ${steps} join insight.cube_words s on s.kind = w.kind and s.word = ${step}
      where ${fresh} group by w.word_id
    ) p
    where p.word_id = u.word_id`.execute(ctx.db)
}
