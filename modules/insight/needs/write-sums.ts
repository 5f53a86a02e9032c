import { sql } from 'kysely'
import type { Context } from '#core/context.ts'
import { plainArray, textArray } from '#core/database/column-arrays.ts'
import type { DaySums } from './compute/day-sums.ts'
import { AHEAD } from './compute/expected-days.ts'
import { dayNumber, FIRST_DAY, type Purchases } from './read-purchases.ts'

/** Below this nothing of a day is worth a row. */
const LEAST = 0.0005

/** What is expected and what came by day, and the counts of each category, in place of those of the run before. */
export async function writeSums(ctx: Context, days: DaySums, purchases: Purchases, asOf: string): Promise<void> {
  await sql`delete from insight.need_days`.execute(ctx.db)
  await putDays(ctx, days, purchases, dayNumber(asOf))
  await sql`delete from insight.need_categories`.execute(ctx.db)
  await sql`
    insert into insight.need_categories (category, unit_ids, customers, due_7, due_14, due_30, due, overdue, lost, revenue_micro_30d)
    select category, unit_ids, count(*) filter (where not lost), count(*) filter (where ahead and due_on <= ${asOf}::date + 7),
      count(*) filter (where ahead and due_on <= ${asOf}::date + 14), count(*) filter (where ahead and due_on <= ${asOf}::date + 30),
      count(*) filter (where state = 'due'), count(*) filter (where state = 'overdue'), count(*) filter (where lost),
      coalesce(sum(revenue_micro_30d), 0)
    from (select *, state in ('soon', 'later') as ahead, state = 'lost' as lost from insight.needs) n
    group by category, unit_ids`.execute(ctx.db)
}

async function putDays(ctx: Context, days: DaySums, { categories, units }: Purchases, today: number): Promise<void> {
  const rows: {
    category: string
    units: string
    day: number
    expected: number
    variance: number
    came: number | null
  }[] = []
  for (let at = 0; at < days.category.length; at++) {
    const category = categories[days.category[at] as number] as string
    if (category === '') continue
    const of = { category, units: `{${(units[days.set[at] as number] as number[]).join(',')}}` }
    for (let day = 0; day < AHEAD; day++) {
      const place = at * AHEAD + day
      const [expected, told, came] = [
        days.expected[place] as number,
        days.told[place] as number,
        days.came[place] as number,
      ]
      if (expected >= LEAST)
        rows.push({ ...of, day: today + 1 + day, expected, variance: days.variance[place] as number, came: null })
      if (told >= LEAST || came > 0)
        rows.push({ ...of, day: today - AHEAD + 1 + day, expected: told, variance: 0, came })
    }
  }
  const short = (value: number) => Number(value.toPrecision(6))
  for (let from = 0; from < rows.length; from += 20_000) {
    const some = rows.slice(from, from + 20_000)
    await sql`
      insert into insight.need_days (category, unit_ids, day, expected, variance, came)
      select category, units::int[], ${FIRST_DAY}::date + day, expected, variance, came from unnest(
        ${textArray(some.map((row) => row.category))}::text[], ${textArray(some.map((row) => row.units))}::text[],
        ${plainArray(some.map((row) => row.day))}::int[], ${plainArray(some.map((row) => short(row.expected)))}::float8[],
        ${plainArray(some.map((row) => short(row.variance)))}::float8[], ${plainArray(some.map((row) => row.came))}::int[]
      ) g (category, units, day, expected, variance, came)`.execute(ctx.db)
  }
}
