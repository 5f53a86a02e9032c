import { type RawBuilder, sql } from 'kysely'

export interface Until {
  /** Last day that counts, in the company's time zone. */
  asOf: string
  zone: string
  /** Only these customers; absent: everybody. */
  customerIds?: readonly string[]
}

/**
 * What each customer bought up to the end of a day, as SQL: one row a customer with at least one order that counts.
 * Frequency: sale orders with positive revenue, less those taken back by a return of the same amount. Money is of the
 * currency most of their orders are in; days are the company's.
 */
export function bought({ asOf, zone, customerIds }: Until): RawBuilder<unknown> {
  const whose = customerIds ? sql`and customer_id = any(${customerIds}::uuid[])` : sql``
  return sql`
    with counted as (
      select customer_id, currency, ordered_at, revenue_micro, cost_micro,
        kind = 'sale' and status <> 'returned' and revenue_micro > 0 as sold
      from facts.orders
      where counts and not is_anonymous ${whose}
        and ordered_at < (${asOf}::date + 1)::timestamp at time zone ${zone}
    ),
    taken_back as (
      select customer_id, sum(least(sales, takings)) as orders
      from (
        select customer_id, count(*) filter (where sold) as sales, count(*) filter (where revenue_micro < 0) as takings
        from counted
        where customer_id in (select customer_id from counted where revenue_micro < 0)
        group by customer_id, currency, abs(revenue_micro)
      ) amounts
      group by customer_id
    ),
    by_currency as (
      select customer_id, currency, count(*) as all_orders, count(*) filter (where sold) as sales,
        count(*) filter (where revenue_micro < 0) as returns,
        min(ordered_at) filter (where sold) as first_at, max(ordered_at) filter (where sold) as last_at,
        sum(revenue_micro)::bigint as revenue_micro,
        coalesce(sum(revenue_micro) filter (where cost_micro is not null), 0)::bigint as costed_revenue_micro,
        coalesce(sum(cost_micro), 0)::bigint as cost_micro,
        count(*) filter (where cost_micro is null and revenue_micro <> 0) as uncosted,
        bool_or(cost_micro is not null) as any_cost
      from counted group by customer_id, currency
    ),
    main as (
      select distinct on (customer_id) * from by_currency order by customer_id, all_orders desc, currency
    ),
    whole as (
      select customer_id, sum(sales) as sales, sum(returns) as returns, min(first_at) as first_at, max(last_at) as last_at
      from by_currency group by customer_id
    )
    select customer_id, c.unit_ids,
      (w.first_at at time zone ${zone})::date as first_order_day, (w.last_at at time zone ${zone})::date as last_order_day,
      ${asOf}::date - (w.last_at at time zone ${zone})::date as recency_days,
      (w.sales - coalesce(b.orders, 0))::int as frequency, w.returns::int as returns,
      m.currency, m.revenue_micro, m.costed_revenue_micro,
      case when m.any_cost then m.costed_revenue_micro - m.cost_micro - 0 end as profit_micro,
      0::bigint as cost_to_serve_micro, m.uncosted::int as uncosted_orders,
      (m.revenue_micro / nullif(w.sales - coalesce(b.orders, 0), 0))::bigint as basket_micro
    from main m
    join whole w using (customer_id)
    join facts.customers c using (customer_id)
    left join taken_back b using (customer_id)
    where c.stage <> 'anonymous' and c.archived_at is null`
}
