import { sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { dayOf } from '#core/words/dates.ts'

const TENS = Array.from({ length: 10 }, (_, ten) => ten)

/** How many of these rows have 0–9, 10–19, … 90–100 points, as an array of ten. */
export const spreadSql = sql`array[${sql.join(
  TENS.map((ten) => sql`count(*) filter (where least(c.quality / 10, 9) = ${sql.lit(ten)})::int`),
)}]`

/** Keeps today's quality of the base, of the company and of each unit; asked again on the same day it is replaced. */
export async function keepDay(ctx: Context): Promise<void> {
  const today = dayOf(ctx.now, await readSetting(ctx, timeZone))
  await sql`
    insert into customers.quality_days (day, unit_id, customers, points, spread)
    select ${today}::date, u.unit_id, count(*)::int, sum(c.quality), ${spreadSql}
    from customers.customers c cross join lateral (select 0 union all select unnest(c.unit_ids)) u (unit_id)
    where c.listed and c.quality is not null group by u.unit_id
    on conflict (day, unit_id) do update set customers = excluded.customers, points = excluded.points,
      spread = excluded.spread`.execute(ctx.db)
}
