import { type RawBuilder, sql } from 'kysely'

export interface Window {
  /** Last day that counts, in the company's time zone. */
  asOf: string
  days: number
  zone: string
  /** Everybody, in as many levels as `keepPaths` found; or only these customers, of one category alone. */
  of: { levels: number } | { customerIds: readonly string[]; category: string }
}

type Part = RawBuilder<unknown>

/**
 * What each customer bought of each brand in each category, leaves and all above them, as SQL: one row a customer,
 * category and brand. `purchases`: orders in which the brand was bought; an order of two brands counts with each. What
 * came back is taken off quantity (thousandths of a piece) and revenue (millionths of the company's currency; null
 * without a rate). One pass over lines as they lie, customer by customer, makes all levels: within an order, a line is
 * marked that is the first of its brand in a level.
 */
export function brandsBought(window: Window): Part {
  const levels = 'levels' in window.of ? window.of.levels : 1
  const columns = Array.from({ length: levels }, (_, index) => sql.ref(`c${index + 1}`))
  const upTo = (level: number) => sql.join(columns.slice(0, level + 1))
  const first = (level: number) => sql`
    bought and count(*) filter (where bought) over (
      partition by customer_id, order_id, brand, ${upTo(level)} rows unbounded preceding) = 1 as ${sql.ref(`first${level}`)}`
  // The deepest column that a row is grouped by names its category.
  const ofLevel = (pick: (level: number) => Part) =>
    sql`case ${sql.join(
      columns.map((column, level) => sql`when grouping(${column}) = 0 then ${pick(level)}`).reverse(),
      sql` `,
    )} end`
  const category = ofLevel((level) => columns[level] ?? sql`null`)
  return sql`
    select customer_id, ${category} as category, brand, sum(quantity)::bigint as quantity, sum(revenue)::bigint as revenue,
      ${ofLevel((level) => sql`count(*) filter (where ${sql.ref(`first${level}`)})`)} as purchases
    from (select *, ${sql.join(columns.map((_, level) => first(level)))} from (${linesOf(window, upTo(levels - 1))}) line) marked
    group by grouping sets (${sql.join(columns.map((_, level) => sql`(customer_id, brand, ${upTo(level)})`))})
    having ${category} <> ''`
}

/** The lines of the window with their categories, level by level. */
function linesOf({ asOf, days, zone, of }: Window, columns: Part): Part {
  const begin = sql`(${asOf}::date + 1 - ${days}::int)::timestamp at time zone ${zone}`
  const end = sql`(${asOf}::date + 1)::timestamp at time zone ${zone}`
  const [categories, paths, whose] =
    'levels' in of
      ? [columns, sql`join insight_usage_paths c on c.path = p.category_path`, sql``]
      : [
          sql`${of.category}::text collate "C" as c1`,
          sql``,
          sql`and p.customer_id = any(${of.customerIds}::uuid[])
            and (p.category_path = ${of.category} or starts_with(p.category_path, ${`${of.category}/`}))`,
        ]
  return sql`
    select p.customer_id, p.order_id, ${categories}, nullif(btrim(p.brand), '') collate "C" as brand,
      (p.quantity * 1000)::bigint as quantity, (p.revenue_micro * r.rate)::bigint as revenue,
      p.kind = 'sale' and p.quantity > 0 as bought
    from facts.purchases p
    left join facts.currency_rates r using (currency)
    ${paths}
    where not p.is_anonymous and p.ordered_at >= ${begin} and p.ordered_at < ${end} ${whose}`
}
