import { type RawBuilder, sql } from 'kysely'
import type { Context } from '#core/context.ts'

/** Sums the sales of one month ('2026-11-01') anew from the orders, or of all time. Days are the company's. */
export async function refreshSales(ctx: Context, zone: string, month?: string): Promise<void> {
  const within = (column: RawBuilder<unknown>) =>
    month ? sql`date_trunc('month', ${column}) = ${month}::date` : sql`true`
  const days = month
    ? sql`ordered_at >= ${month}::date::timestamp at time zone ${zone}
        and ordered_at < (${month}::date + interval '1 month') at time zone ${zone}`
    : sql`true`
  await sql`delete from insight.sales_days where ${within(sql`day`)}`.execute(ctx.db)
  await sql`delete from insight.sales_regions where ${within(sql`month`)}`.execute(ctx.db)
  await sql`delete from insight.sales_categories where ${within(sql`month`)}`.execute(ctx.db)
  await sql`delete from insight.buyers where ${within(sql`month`)}`.execute(ctx.db)
  await sumDays(ctx, zone, days)
  await sumRegions(ctx, zone, days)
  await sumCategories(ctx, zone, days)
  await countBuyers(ctx, zone, days, month !== undefined)
}

const costs = sql`coalesce(sum(revenue_micro) filter (where cost_micro is not null), 0), coalesce(sum(cost_micro), 0)`

const monthOf = (zone: string) => sql`date_trunc('month', ordered_at at time zone ${zone})::date`

async function sumDays(ctx: Context, zone: string, days: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into insight.sales_days (day, unit_id, channel, currency, orders, returns, revenue_micro, costed_revenue_micro,
      cost_micro, anonymous_revenue_micro)
    select (ordered_at at time zone ${zone})::date, unit_id, coalesce(channel, ''), currency,
      count(*) filter (where kind = 'sale'), count(*) filter (where kind = 'return'), sum(revenue_micro), ${costs},
      coalesce(sum(revenue_micro) filter (where is_anonymous), 0)
    from facts.orders where counts and ${days} group by 1, 2, 3, 4`.execute(ctx.db)
}

async function sumRegions(ctx: Context, zone: string, days: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into insight.sales_regions (month, unit_id, currency, region, orders, revenue_micro, costed_revenue_micro, cost_micro)
    select ${monthOf(zone)}, unit_id, currency, coalesce(region_path, country, ''),
      count(*) filter (where kind = 'sale'), sum(revenue_micro), ${costs}
    from facts.orders where counts and ${days} group by 1, 2, 3, 4`.execute(ctx.db)
}

async function sumCategories(ctx: Context, zone: string, days: RawBuilder<unknown>): Promise<void> {
  await sql`
    insert into insight.sales_categories (month, unit_id, currency, category, lines, revenue_micro, costed_revenue_micro, cost_micro)
    select ${monthOf(zone)}, unit_id, currency, coalesce(category_path, ''), count(*), sum(revenue_micro), ${costs}
    from facts.purchases where ${days} group by 1, 2, 3, 4`.execute(ctx.db)
}

/** Of one month, when its buyers first bought has to be looked up; of all time it is among what was just read. */
async function countBuyers(ctx: Context, zone: string, days: RawBuilder<unknown>, isOneMonth: boolean): Promise<void> {
  const firsts = isOneMonth
    ? sql`
      select customer_id, date_trunc('month', min(ordered_at) at time zone ${zone})::date as month from facts.orders
      where is_purchase and customer_id in (select customer_id from buyers)
      group by 1`
    : sql`select customer_id, min(month) as month from buyers group by 1`
  await sql`
    with buyers as (
      select customer_id, ${monthOf(zone)} as month from facts.orders
      where is_purchase and not is_anonymous and ${days} group by 1, 2
    ),
    firsts as (${firsts})
    insert into insight.buyers (month, unit_ids, new_customers, returning_customers)
    select b.month, c.unit_ids, count(*) filter (where f.month = b.month), count(*) filter (where f.month <> b.month)
    from buyers b join firsts f using (customer_id) join facts.customers c using (customer_id)
    where c.listed
    group by 1, 2`.execute(ctx.db)
}
