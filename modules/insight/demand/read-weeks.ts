import { type RawBuilder, sql } from 'kysely'
import { timeZone } from '#core/company.ts'
import type { Context } from '#core/context.ts'
import { readSetting } from '#core/settings.ts'
import { addDays, daysBetween } from '#core/words/dates.ts'

export interface WeeklyDemand {
  firstWeek: string
  weeks: number
  /** What stands exactly at a category path; '' without one. All weeks. */
  leaves: (Counted & { path: string; values: Float64Array })[]
  /** From the week of the first sale on. */
  products: (Counted & { productId: string; category: string; supplier: string | null; values: Float64Array })[]
}

export interface Counted {
  lines: number
  returned: number
}

/** Older weeks are no guide to the next ones. */
const MOST_WEEKS = 260
const BATCH = 2000

/**
 * Pieces sold a week, Monday to Sunday in the company's time zone, in the full weeks up to the end of `asOf`: sales that count and
 * were not taken back as a whole; returns stand apart. Null without a full week.
 */
export async function readWeeks(ctx: Context, asOf: string): Promise<WeeklyDemand | null> {
  const zone = await readSetting(ctx, timeZone)
  const span = await findSpan(ctx, asOf, zone)
  if (!span) return null
  await sql`set local work_mem = '96MB'`.execute(ctx.db)
  await gather(ctx, { ...span, asOf, zone })
  return { ...span, leaves: await readLeaves(ctx, span.weeks), products: await readProducts(ctx, span.weeks) }
}

const weekday = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7

async function findSpan(
  ctx: Context,
  asOf: string,
  zone: string,
): Promise<{ firstWeek: string; weeks: number } | null> {
  const { rows } = await sql<{ first: string | null }>`
    select (min(ordered_at) at time zone ${zone})::date as first from facts.orders where counts and kind = 'sale'`.execute(
    ctx.db,
  )
  const first = rows[0]?.first
  if (!first) return null
  const end = addDays(asOf, -weekday(addDays(asOf, 1)) + 1)
  // The week in which the shop began is no full one, unless it began on its Monday.
  const opened = addDays(first, (7 - weekday(first)) % 7)
  const weeks = Math.min(Math.floor(daysBetween(opened, end) / 7), MOST_WEEKS)
  return weeks > 0 ? { firstWeek: addDays(end, -7 * weeks), weeks } : null
}

interface Span {
  firstWeek: string
  weeks: number
  asOf: string
  zone: string
}

/** One row a product, category and week; gone with the transaction. A return after `asOf` is not known then: see score/bought.ts. */
async function gather(ctx: Context, { firstWeek, weeks, asOf, zone }: Span): Promise<void> {
  const start = (day: RawBuilder<unknown>) => sql`(${day})::timestamp at time zone ${zone}`
  await sql`drop table if exists pg_temp.demand_weeks`.execute(ctx.db)
  await sql`
    create temp table demand_weeks on commit drop as
    with late as (
      select distinct customer_id from facts.orders
      where counts and kind = 'return' and ordered_at >= ${start(sql`${asOf}::date + 1`)}
    )
    select l.product_id, coalesce(l.category_path, '') collate "C" as category,
      ((o.ordered_at at time zone ${zone})::date - ${firstWeek}::date) / 7 as week,
      coalesce(sum(l.quantity) filter (where o.kind = 'sale' and l.quantity > 0), 0)::float8 as sold,
      coalesce(-sum(l.quantity) filter (where l.quantity < 0), 0)::float8 as returned,
      count(*) filter (where o.kind = 'sale' and l.quantity > 0)::int as lines
    from facts.orders o join facts.order_lines l using (customer_id, order_id)
    where o.counts and o.ordered_at >= ${start(sql`${firstWeek}::date`)}
      and o.ordered_at < ${start(sql`${firstWeek}::date + 7 * ${weeks}::int`)}
      and (o.kind = 'return' or o.taken_back_micro < o.revenue_micro or o.revenue_micro <= 0
        or o.customer_id in (select customer_id from late))
    group by 1, 2, 3`.execute(ctx.db)
  await sql`create index on demand_weeks (product_id)`.execute(ctx.db)
  await sql`analyze demand_weeks`.execute(ctx.db)
}

async function readLeaves(ctx: Context, weeks: number): Promise<WeeklyDemand['leaves']> {
  const { rows } = await sql<{ path: string; week: number; sold: number; returned: number; lines: number }>`
    select category as path, week, sum(sold) as sold, sum(returned) as returned, sum(lines)::int as lines
    from demand_weeks group by 1, 2`.execute(ctx.db)
  const leaves = new Map<string, WeeklyDemand['leaves'][number]>()
  for (const { path, week, sold, returned, lines } of rows) {
    const leaf = leaves.get(path) ?? { path, values: new Float64Array(weeks), lines: 0, returned: 0 }
    leaf.values[week] = sold
    leaf.lines += lines
    leaf.returned += returned
    leaves.set(path, leaf)
  }
  return [...leaves.values()].filter(({ lines }) => lines > 0)
}

async function readProducts(ctx: Context, weeks: number): Promise<WeeklyDemand['products']> {
  const products: WeeklyDemand['products'] = []
  for (let after: string | null = null; ; ) {
    const { rows } = await sql<
      { id: string; category: string; supplier: string | null; at: number[]; sold: number[] } & Counted
    >`
      select d.product_id as id, coalesce(p.category_path, '') as category, p.supplier, d.at, d.sold, d.lines, d.returned
      from (
        select product_id, array_agg(week) as at, array_agg(sold) as sold, sum(lines)::int as lines, sum(returned) as returned
        from demand_weeks where product_id > ${after ?? '00000000-0000-0000-0000-000000000000'}
        group by product_id order by product_id limit ${BATCH}
      ) d join facts.products p using (product_id)
      order by d.product_id`.execute(ctx.db)
    for (const { id, at, sold, ...rest } of rows) {
      if (rest.lines === 0) continue
      const first = Math.min(...at.filter((_, place) => (sold[place] as number) > 0))
      const values = new Float64Array(weeks - first)
      for (const [place, week] of at.entries())
        if (week >= first) values[week - first] = (values[week - first] as number) + (sold[place] as number)
      products.push({ productId: id, ...rest, values })
    }
    after = rows.at(-1)?.id ?? null
    if (rows.length === 0) return products
  }
}
