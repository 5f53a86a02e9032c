import { type RawBuilder, sql } from 'kysely'
import { measureOf } from '../catalogue-rules.ts'
import { fromFacts } from './dimension-sql.ts'
import { type Base, basesOf, combinedSql, countSql, isCount, isSum, PARTS, sumSql } from './measure-sql.ts'
import type { Plan } from './plan.ts'

/** Beside the measure every customer is told with these. */
const BESIDE: readonly Base[] = ['revenue', 'orders']

/**
 * What each customer has in a figure, as SQL: rows (customer_id, top, bottom, revenue, orders, is_anonymous). Of a count
 * only who has a part of it, so that the rows are the customers who are counted. `named`: without anonymous sales.
 */
export function customerSums(plan: Plan, { named }: { named: boolean }): RawBuilder<unknown> {
  const { measure } = plan.query
  const { top, bottom } = PARTS[measure]
  const bases = [...new Set([...basesOf(measure), ...BESIDE])]
  const where = named ? sql`${plan.where} and not f.is_anonymous` : plan.where
  const counts = bases.filter(isCount)
  const sums = bases.filter(isSum)
  const from = fromFacts(plan.level, plan.joins, plan.masked)
  const counted = (sumOf: (base: (typeof sums)[number]) => RawBuilder<unknown>) =>
    sql.join([
      sql`bool_or(o.is_anonymous) as is_anonymous`,
      ...sums.map((base) => sql`${sumOf(base)} as ${sql.ref(base)}`),
      ...counts.map((base) => sql`${countSql(base)} as ${sql.ref(base)}`),
      ...(bases.includes('customers') ? [sql`max((o.is_purchase and not o.is_anonymous)::int) as customers`] : []),
    ])
  const byCustomer =
    plan.level === 'order'
      ? sql`select f.customer_id, ${counted((base) => sumSql(base, 'order'))} from ${from}
          left join lateral (select f.is_return, f.is_purchase, f.nth, f.is_anonymous, f.is_unrated) o on true
          where ${where} group by f.customer_id`
      : // One row an order first: an order of many lines is one order.
        sql`select o.customer_id, ${counted((base) => sql`sum(o.${sql.ref(base)})`)} from (
            select f.customer_id, ${sql.join(sums.map((base) => sql`${sumSql(base, 'line')} as ${sql.ref(base)}`))},
              bool_or(f.is_return) as is_return, bool_or(f.is_purchase) as is_purchase, min(f.nth) as nth,
              bool_or(f.is_anonymous) as is_anonymous, bool_or(f.is_unrated) as is_unrated
            from ${from} where ${where} group by f.customer_id, f.order_id
          ) o group by o.customer_id`
  const isPart = measureOf(measure).unit === 'count' ? sql`where top > 0` : sql``
  return sql`
    select * from (
      select b.customer_id, ${combinedSql(top)} as top, ${bottom ? combinedSql(bottom) : sql`0`} as bottom,
        coalesce(b.revenue, 0) as revenue, b.orders, b.is_anonymous
      from (${byCustomer}) b
    ) v ${isPart}`
}
