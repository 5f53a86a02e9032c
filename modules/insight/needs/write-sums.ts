import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { float4s, int4s, texts } from '#core/database/column-bytes.ts'
import { dayNumber, FIRST_DAY } from '../compute/day-number.ts'
import type { Sales } from '../predict/read-sales.ts'
import type { DaySums } from './compute/day-sums.ts'
import { AHEAD } from './compute/expected-days.ts'
import type { NeedsForecast } from './compute/forecast-needs.ts'
import { type ComingSums, SPANS } from './compute/tell-coming.ts'

/** What is expected and what came by day, and the counts of each category, in place of those of the run before. */
export async function writeSums(
  ctx: Context,
  { days, coming }: Pick<NeedsForecast, 'days' | 'coming'>,
  sales: Sales,
  asOf: string,
): Promise<void> {
  await sql`delete from insight.need_sums`.execute(ctx.db)
  await putDays(ctx, days, sales, dayNumber(asOf))
  await sql`delete from insight.need_categories`.execute(ctx.db)
  await sql`
    insert into insight.need_categories (category, unit_ids, customers, due_7, due_14, due_30, due, overdue, lost, revenue_micro_30d)
    select category, unit_ids, count(*) filter (where not lost), count(*) filter (where state = 'soon' and due_on <= ${asOf}::date + 7),
      count(*) filter (where state = 'soon'),
      count(*) filter (where state in ('soon', 'later') and due_on between ${asOf}::date + 1 and ${asOf}::date + 30),
      count(*) filter (where state = 'due'), count(*) filter (where state = 'overdue'), count(*) filter (where lost),
      coalesce(sum(revenue_micro_30d), 0)
    from (select *, state = 'lost' as lost from insight.needs) n
    group by category, unit_ids`.execute(ctx.db)
  await sql`delete from insight.next_purchase_counts`.execute(ctx.db)
  await countComing(ctx, coming.sums, sales, asOf)
}

/** How many are told a day soon, and how many of everybody are expected. */
async function countComing(
  ctx: Context,
  { expected, variance }: ComingSums,
  { units }: Sales,
  asOf: string,
): Promise<void> {
  const last = SPANS.length - 1
  const known = units.flatMap((ids, set) => ((expected[SPANS.length * set + last] ?? 0) > 0 ? [{ ids, set }] : []))
  const of = (column: Float64Array, at: number) =>
    sql`${float4s(known.map(({ set }) => column[SPANS.length * set + at] as number))}::real[]`
  await sql`
    insert into insight.next_purchase_counts (unit_ids, customers, within_7, within_14, within_30, expected_7d, expected_14d,
      expected_30d, variance_7d, variance_14d, variance_30d)
    select unit_ids, coalesce(customers, 0), coalesce(within_7, 0), coalesce(within_14, 0), coalesce(within_30, 0), coalesce(e7, 0),
      coalesce(e14, 0), coalesce(e30, 0), coalesce(v7, 0), coalesce(v14, 0), coalesce(v30, 0)
    from (
      select unit_ids, count(*) as customers, count(*) filter (where next_on <= ${asOf}::date + 7) as within_7,
        count(*) filter (where next_on <= ${asOf}::date + 14) as within_14,
        count(*) filter (where next_on <= ${asOf}::date + 30) as within_30
      from insight.next_purchases group by unit_ids
    ) c
    full join (
      select units::int[] as unit_ids, e7, e14, e30, v7, v14, v30
      from unnest(${texts(known.map(({ ids }) => `{${ids.join(',')}}`))}::text[], ${of(expected, 0)}, ${of(expected, 1)},
        ${of(expected, 2)}, ${of(variance, 0)}, ${of(variance, 1)}, ${of(variance, 2)}) g (units, e7, e14, e30, v7, v14, v30)
    ) e using (unit_ids)`.execute(ctx.db)
}

const BATCH = 2000

/** A row a category and group of units: the days up to the analysis with what had been expected and what came, then those ahead. */
async function putDays(ctx: Context, days: DaySums, { categories, units }: Sales, today: number): Promise<void> {
  const places = [...days.category.keys()].filter((at) => categories[days.category[at] as number] !== '')
  const length = sql.lit(AHEAD)
  // The days of one row after another: each takes its part.
  const part = (column: RawBuilder<unknown>) => sql`(${column})[(place - 1) * ${length} + 1 : place * ${length}]`
  for (let from = 0; from < places.length; from += BATCH) {
    const some = places.slice(from, from + BATCH)
    const of = (column: Float32Array) => {
      const out = new Float32Array(some.length * AHEAD)
      some.forEach((at, index) => {
        out.set(column.subarray(at * AHEAD, (at + 1) * AHEAD), index * AHEAD)
      })
      return out
    }
    await sql`
      insert into insight.need_sums (category, unit_ids, first_day, expected, variance, came)
      select category, units::int[], ${FIRST_DAY}::date + ${today - AHEAD + 1}::int,
        ${part(sql`${float4s(of(days.told))}::real[]`)} || ${part(sql`${float4s(of(days.expected))}::real[]`)},
        array_fill(0::real, array[${length}]) || ${part(sql`${float4s(of(days.variance))}::real[]`)},
        ${part(sql`${int4s(of(days.came))}::int[]`)} || array_fill(null::int, array[${length}])
      from unnest(
        ${texts(some.map((at) => categories[days.category[at] as number] as string))}::text[],
        ${texts(some.map((at) => `{${(units[days.set[at] as number] as number[]).join(',')}}`))}::text[]
      ) with ordinality g (category, units, place)`.execute(ctx.db)
  }
}
