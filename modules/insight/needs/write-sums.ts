import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray } from '#core/database/column-arrays.ts'
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
  for (let from = 0; from < places.length; from += BATCH) {
    const some = places.slice(from, from + BATCH)
    const part = (column: ArrayLike<number>, at: number) =>
      Array.from({ length: AHEAD }, (_, day) => Number((column[at * AHEAD + day] as number).toPrecision(5)))
    const nothing = Array.from({ length: AHEAD }, () => 0)
    const unknown = Array.from({ length: AHEAD }, () => null)
    const texts = (of: (at: number) => string) => textArray(some.map(of))
    await sql`
      insert into insight.need_sums (category, unit_ids, first_day, expected, variance, came)
      select category, units::int[], ${FIRST_DAY}::date + ${today - AHEAD + 1}::int, expected::real[], variance::real[], came::int[]
      from unnest(
        ${texts((at) => categories[days.category[at] as number] as string)}::text[],
        ${texts((at) => `{${(units[days.set[at] as number] as number[]).join(',')}}`)}::text[],
        ${texts((at) => plainArray([...part(days.told, at), ...part(days.expected, at)]))}::text[],
        ${texts((at) => plainArray([...nothing, ...part(days.variance, at)]))}::text[],
        ${texts((at) => plainArray([...part(days.came, at), ...unknown]))}::text[]
      ) g (category, units, expected, variance, came)`.execute(ctx.db)
  }
}
