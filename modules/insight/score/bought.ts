import { type RawBuilder, sql } from 'kysely'

export interface Until {
  /** Last day that counts, in the company's time zone. */
  asOf: string
  zone: string
  /** Only these customers; absent: everybody. */
  customerIds?: readonly string[]
}

/**
 * What each customer bought and cost up to the end of a day, as SQL: one row a customer with at least one order that
 * counts. Frequency: purchases as facts.orders has them; where a return came after that day, they are found again from
 * what was known then, a sale and a return of equal amount undoing each other. Money is the company's currency; who
 * ordered in a currency without a rate has no row: what they brought is not known, which is not nothing. Serving costs as facts.customer_costs, up to that day.
 */
export function bought({ asOf, zone, customerIds }: Until): RawBuilder<unknown> {
  const whose = customerIds ? sql`and customer_id = any(${customerIds}::uuid[])` : sql``
  const end = sql`(${asOf}::date + 1)::timestamp at time zone ${zone}`
  const day = (moment: RawBuilder<unknown>) => sql`(${moment} at time zone ${zone})::date`
  return sql`
    with late as (
      select distinct customer_id from facts.orders where counts and kind = 'return' and ordered_at >= ${end} ${whose}
    ),
    counted as (
      select o.customer_id, o.ordered_at, o.kind, o.revenue_micro as amount,
        case when l.customer_id is null then o.is_purchase else o.kind = 'sale' and o.revenue_micro > 0 end as sold,
        case when r.rate = 1 then o.revenue_micro else o.revenue_micro * r.rate end as revenue,
        case when r.rate = 1 then o.cost_micro else o.cost_micro * r.rate end as cost,
        case when r.rate is null then null when o.freight_micro = 0 then 0 else round(o.freight_micro * r.rate * s.shipping_share) end + case when o.kind = 'return' then s.return_micro else 0 end
          + case when o.voucher is not null then s.voucher_micro else 0 end as serving
      from facts.orders o
      cross join facts.serving_rates s
      left join facts.currency_rates r using (currency)
      left join late l using (customer_id)
      where o.counts and not o.is_anonymous and o.ordered_at < ${end} ${whose}
    ),
    undone as (
      select customer_id, sum(least(sales, takings)) as orders
      from (
        select customer_id, count(*) filter (where sold) as sales, count(*) filter (where amount < 0) as takings
        from counted join late using (customer_id) group by customer_id, abs(amount)
      ) amounts
      group by customer_id
    ),
    contacts as (
      select i.customer_id, sum(k.rate) as cost
      from facts.serving_rates s
      cross join lateral (values ('call', s.call_micro), ('complaint', s.complaint_micro), ('ticket', s.complaint_micro),
        ('mail', s.mail_micro)) k (kind, rate)
      join facts.interactions i on i.kind = k.kind
      where k.rate > 0 and i.occurred_at < ${end} ${whose}
      group by i.customer_id
    ),
    whole as (
      select customer_id, count(*) filter (where sold) as sales, count(*) filter (where kind = 'return') as returns,
        min(ordered_at) filter (where sold) as first_at, max(ordered_at) filter (where sold) as last_at,
        coalesce(round(sum(revenue)), 0)::bigint as revenue_micro,
        coalesce(round(sum(revenue) filter (where cost is not null)), 0)::bigint as costed_revenue_micro,
        round(sum(cost))::bigint as cost_micro, coalesce(sum(serving), 0)::bigint as serving_micro,
        count(*) filter (where cost is null and amount <> 0) as uncosted,
        bool_or(revenue is null and amount <> 0) as unrated
      from counted group by customer_id
    ),
    known as (
      select w.*, greatest(w.sales - coalesce(u.orders, 0), 0)::int as frequency,
        (w.serving_micro + coalesce(k.cost, 0))::bigint as cost_to_serve_micro
      from whole w left join undone u using (customer_id) left join contacts k using (customer_id)
    )
    select customer_id, c.unit_ids, ${day(sql`k.first_at`)} as first_order_day, ${day(sql`k.last_at`)} as last_order_day,
      ${asOf}::date - ${day(sql`k.last_at`)} as recency_days, k.frequency, k.returns::int as returns,
      m.currency, k.revenue_micro, k.costed_revenue_micro,
      k.costed_revenue_micro - k.cost_micro - k.cost_to_serve_micro as profit_micro,
      k.cost_to_serve_micro, k.uncosted::int as uncosted_orders,
      (k.revenue_micro / nullif(k.frequency, 0))::bigint as basket_micro
    from known k
    join facts.customers c using (customer_id)
    cross join facts.company_currency m
    where c.stage <> 'anonymous' and c.archived_at is null and not k.unrated`
}
