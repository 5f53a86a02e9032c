import { type RawBuilder, sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { BANDS } from '../catalogue-rules.ts'
import { addWords, cityWord, placeWord, productWord } from './add-words.ts'
import { marksOf, seedOfMarks } from './marks.ts'

export interface Whose {
  /** All orders of these customers are written anew. */
  customerIds: readonly string[]
  /** Of anonymous sales, which are one record for all of them, only these. */
  anonymousOrderIds?: readonly string[]
}

/** So few customers are found one by one. */
const FEW = 20

export interface FactTables {
  orders: RawBuilder<unknown>
  lines: RawBuilder<unknown>
}
const FACTS: FactTables = { orders: sql`insight.order_facts`, lines: sql`insight.line_facts` }

/** Which rows of a table with this name are meant. */
export type WhoseRows = (table: string) => RawBuilder<unknown>

/**
 * Writes the facts of these customers anew from their orders: money in the company's currency, rounded once a line, so
 * that sums are the same however they are cut. Nobody else may write facts meanwhile; see the queue of the jobs.
 */
export async function refreshFacts(ctx: Context, { customerIds, anonymousOrderIds = [] }: Whose): Promise<void> {
  const zone = await readSetting(ctx, timeZone)
  await sql`select set_config('work_mem', '64MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(
    ctx.db,
  )
  if (customerIds.length > 0) {
    const whose: WhoseRows = (table) => sql`${sql.ref(`${table}.customer_id`)} = any(${customerIds}::uuid[])`
    await forget(ctx, whose)
    await writeFacts(ctx, zone, whose, { areFew: customerIds.length <= FEW })
    await keepMarks(ctx, zone, customerIds)
  }
  if (anonymousOrderIds.length > 0) await refreshAnonymous(ctx, zone, anonymousOrderIds)
}

async function keepMarks(ctx: Context, zone: string, customerIds: readonly string[]): Promise<void> {
  const seed = await seedOfMarks(ctx, zone)
  await sql`
    with now as materialized (${marksOf(seed, customerIds)}),
    gone as (
      delete from insight.fact_marks m where m.customer_id = any(${customerIds}::uuid[])
        and not exists (select from now where now.customer_id = m.customer_id)
    )
    insert into insight.fact_marks (customer_id, mark) select customer_id, mark from now
    on conflict (customer_id) do update set mark = excluded.mark`.execute(ctx.db)
}

/** The record of anonymous sales is found by its orders: it has far too many to be written anew for one of them. */
async function refreshAnonymous(ctx: Context, zone: string, orderIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ customer_id: string; order_id: string }>`
    select customer_id, order_id from facts.orders
    where is_anonymous and (customer_id, order_id) in (
      select n.customer_id, n.order_id from facts.order_numbers n where n.order_id = any(${orderIds}::uuid[]))`.execute(
    ctx.db,
  )
  if (rows.length === 0) return
  const keys = sql`select * from unnest(${rows.map((row) => row.customer_id)}::uuid[], ${rows.map((row) => row.order_id)}::uuid[])`
  const whose: WhoseRows = (table) =>
    sql`(${sql.ref(`${table}.customer_id`)}, ${sql.ref(`${table}.order_id`)}) in (${keys})`
  await forget(ctx, whose)
  await writeFacts(ctx, zone, whose, { areFew: true })
}

async function forget(ctx: Context, whose: WhoseRows): Promise<void> {
  await sql`delete from insight.line_facts f where ${whose('f')}`.execute(ctx.db)
  await sql`delete from insight.order_facts f where ${whose('f')}`.execute(ctx.db)
}

/**
 * Writes facts of these orders; nothing of them may stand there yet. Of many, every join is by hash or by order: how many lines the
 * steps before bring is a guess, and one that was too low had every line of thousands look through all others.
 */
export async function writeFacts(
  ctx: Context,
  zone: string,
  whose: WhoseRows,
  { to = FACTS, areFew = false }: { to?: FactTables; areFew?: boolean } = {},
): Promise<void> {
  await sql`select set_config('enable_nestloop', ${areFew ? 'on' : 'off'}, true)`.execute(ctx.db)
  await addWords(ctx, whose)
  await sql`
    with o as materialized (${orders(zone, whose)}),
    said as materialized (select l.* from facts.order_lines l where ${whose('l')}),
    l as materialized (${lines}),
    seen as (${seenBefore}),
    put as (
      insert into ${to.lines} (customer_id, order_id, line_no, ${LINE_ONLY}, ${SAID_BY_ORDER}, value_band, firsts)
      select l.customer_id, l.order_id, l.line_no, ${sql.join(LINE_NAMES.map((name) => sql`l.${sql.ref(name)}`))},
        ${sql.join(ORDER_NAMES.map((name) => sql`o.${sql.ref(name)}`))},
        ${bandOf(sql`sum(l.revenue_micro) over (partition by l.customer_id, l.order_id)`)}, 63 & ~coalesce(seen.bits, 0)
      from l join o using (customer_id, order_id) left join seen using (customer_id, order_id, line_no)
    )
    insert into ${to.orders} (customer_id, order_id, revenue_micro, costed_revenue_micro, cost_micro, discount_micro,
      quantity_milli, value_band, ${SAID_BY_ORDER})
    select o.customer_id, o.order_id, s.revenue, s.costed, s.cost, s.discount, s.quantity, ${bandOf(sql`s.revenue`)},
      ${sql.join(ORDER_NAMES.map((name) => sql`o.${sql.ref(name)}`))}
    from o join (
      select customer_id, order_id, sum(revenue_micro)::bigint as revenue,
        coalesce(sum(revenue_micro) filter (where cost_micro is not null), 0)::bigint as costed,
        coalesce(sum(cost_micro), 0)::bigint as cost, sum(discount_micro)::bigint as discount, sum(quantity_milli)::bigint as quantity
      from l group by customer_id, order_id
    ) s using (customer_id, order_id)`.execute(ctx.db)
  await sql`select set_config('enable_nestloop', 'on', true)`.execute(ctx.db)
}

const ORDER_NAMES = [
  ...['day', 'first_day', 'unit_id', 'channel_id', 'place_id', 'city_id', 'nth', 'month', 'first_month', 'hour'],
  ...['newness', 'is_return', 'is_purchase', 'is_anonymous', 'is_unrated'],
]
const LINE_NAMES = [
  ...['revenue_micro', 'cost_micro', 'discount_micro', 'quantity_milli', 'product_id', 'category_id', 'brand_id'],
  'price_band',
]
const SAID_BY_ORDER = sql.join(ORDER_NAMES.map((name) => sql.ref(name)))
const LINE_ONLY = sql.join(LINE_NAMES.map((name) => sql.ref(name)))

const thresholds = sql`${`{${BANDS.map((bound) => Math.round(bound * 1e6)).join(',')}}`}::bigint[]`
const bandOf = (micro: RawBuilder<unknown>) => sql`width_bucket(${micro}::bigint, ${thresholds})`
const monthOf = (moment: RawBuilder<unknown>) =>
  sql`(extract(year from ${moment}) * 12 + extract(month from ${moment}) - 1)::smallint`
const wordOf = (name: string, kind: string, word: RawBuilder<unknown>) =>
  sql`left join insight.cube_words ${sql.ref(name)} on ${sql.ref(`${name}.kind`)} = ${kind} and ${sql.ref(`${name}.word`)} = ${word}`

/** Orders that count, with what their day, place and the customer's other purchases make of them. */
function orders(zone: string, whose: WhoseRows): RawBuilder<unknown> {
  const local = (moment: RawBuilder<unknown>) => sql`(${moment} at time zone ${zone})`
  return sql`
    select n.*, ${local(sql`n.ordered_at`)}::date as day, ${local(sql`n.first_at`)}::date as first_day,
      ${monthOf(local(sql`n.ordered_at`))} as month, ${monthOf(local(sql`n.first_at`))} as first_month,
      extract(hour from ${local(sql`n.ordered_at`)})::smallint as hour,
      (case when n.first_at is null then null when n.ordered_at <= n.first_at then 1 else 2 end)::smallint as newness
    from (
      select o.customer_id, o.order_id, o.ordered_at, o.unit_id, o.is_purchase, o.is_anonymous, o.kind = 'return' as is_return,
        o.revenue_micro, o.discount_micro, r.rate, r.rate is null and o.revenue_micro <> 0 as is_unrated,
        channels.word_id as channel_id, places.word_id as place_id, cities.word_id as city_id,
        case when o.is_purchase and not o.is_anonymous then (count(*) filter (where o.is_purchase) over life)::int end as nth,
        case when not o.is_anonymous then min(o.ordered_at) filter (where o.is_purchase) over (partition by o.customer_id) end as first_at
      from facts.orders o left join facts.currency_rates r using (currency)
      ${wordOf('channels', 'channel', sql`o.channel`)}
      ${wordOf('places', 'place', placeWord)}
      ${wordOf('cities', 'city', cityWord)}
      where o.counts and ${whose('o')}
      window life as (partition by o.customer_id order by o.ordered_at, o.order_id)
    ) n`
}

/** Their lines, and one more where an order says another amount than its lines together. */
const lines = sql`
  select o.customer_id, o.order_id, l.line_no, coalesce(round(l.revenue_micro * o.rate), 0)::bigint as revenue_micro,
    round(l.cost_micro * o.rate)::bigint as cost_micro, coalesce(round(l.discount_micro * o.rate), 0)::bigint as discount_micro,
    round(l.quantity * 1000)::bigint as quantity_milli, products.word_id as product_id,
    categories.word_id as category_id, brands.word_id as brand_id, categories.path_ids,
    ${bandOf(sql`coalesce(round(l.unit_price * o.rate * 1000000), 0)`)} as price_band
  from o join said l using (customer_id, order_id)
  ${wordOf('products', 'product', productWord)}
  ${wordOf('categories', 'category', sql`l.category_path`)}
  ${wordOf('brands', 'brand', sql`l.brand`)}
  union all
  select o.customer_id, o.order_id, 0, coalesce(round((o.revenue_micro - coalesce(s.revenue, 0)) * o.rate), 0)::bigint, null,
    coalesce(round((o.discount_micro - coalesce(s.discount, 0)) * o.rate), 0)::bigint, 0, null, null, null, null, 0
  from o left join (
    select l.customer_id, l.order_id, sum(l.revenue_micro) as revenue, sum(l.discount_micro) as discount
    from said l group by 1, 2
  ) s using (customer_id, order_id)
  where s.revenue is distinct from o.revenue_micro or s.discount is distinct from o.discount_micro`

const step = (of: 'l' | 'p', level: number) =>
  sql`${sql.ref(of)}.path_ids[least(${sql.lit(level)}, cardinality(${sql.ref(of)}.path_ids))]`
const SAME: readonly (readonly [number, RawBuilder<unknown>, RawBuilder<unknown>])[] = [
  [1, sql`l.product_id`, sql`p.product_id`],
  [2, sql`l.brand_id`, sql`p.brand_id`],
  [4, step('l', 1), step('p', 1)],
  [8, step('l', 2), step('p', 2)],
  [16, step('l', 3), step('p', 3)],
  [32, sql`l.price_band`, sql`p.price_band`],
]

/** Of lines after the first of an order: what an earlier line had already. */
const seenBefore = sql`
  select l.customer_id, l.order_id, l.line_no, bit_or(${sql.join(
    SAME.map(
      ([bit, one, other]) => sql`case when ${one} is not distinct from ${other} then ${sql.lit(bit)} else 0 end`,
    ),
    sql` | `,
  )}) as bits
  from l join l p on p.customer_id = l.customer_id and p.order_id = l.order_id and p.line_no < l.line_no
  group by 1, 2, 3`
