import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { float4s, int4s, texts } from '#core/database/column-bytes.ts'
import { dayNumber, FIRST_DAY } from '../compute/day-number.ts'
import type { Sales } from '../predict/read-sales.ts'
import type { DaySums } from './compute/day-sums.ts'
import { AHEAD } from './compute/expected-days.ts'

/** What is expected and what came by day, and the counts of each category, in place of those of the run before. */
export async function writeSums(ctx: Context, days: DaySums, sales: Sales, asOf: string): Promise<void> {
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
  await sql`
    insert into insight.next_purchase_counts (unit_ids, customers, within_7, within_14, within_30, expected_30d)
    select unit_ids, count(*), count(*) filter (where next_on <= ${asOf}::date + 7),
      count(*) filter (where next_on <= ${asOf}::date + 14), count(*) filter (where next_on <= ${asOf}::date + 30),
      sum(probability_30d)
    from insight.next_purchases group by unit_ids`.execute(ctx.db)
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
