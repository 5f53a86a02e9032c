create view facts.orders with (security_invoker = true) as
  select customer_id, order_id, order_number, source, ordered_at, status, kind, counts, currency, goods_micro,
    discount_micro, freight_micro, revenue_micro, taken_back_micro, cost_micro, lines_count, channel, unit_id, country,
    region_path, city, voucher, is_anonymous, shipped_at, delivered_at, promised_at,
    -- A purchase: a sale that counts, brought money, and was not wholly taken back since.
    counts and kind = 'sale' and revenue_micro > 0 and taken_back_micro < revenue_micro as is_purchase
  from orders.orders;

create view facts.order_lines with (security_invoker = true) as
  select customer_id, order_id, line_no, unit_id, product_id, sku, product_name, category_path, brand, quantity,
    unit_price, discount_micro, revenue_micro, cost_micro
  from orders.lines;

-- One row a line that counts, with its order's day and place.
create view facts.purchases with (security_invoker = true) as
  select l.customer_id, l.order_id, l.line_no, o.ordered_at, o.kind, o.currency, o.channel, o.unit_id, o.is_anonymous,
    l.product_id, l.sku, l.product_name, l.category_path, l.brand, l.quantity, l.revenue_micro, l.cost_micro
  from orders.lines l join orders.orders o using (customer_id, order_id)
  where o.counts;

-- The currency figures are shown in: the setting, else the one most orders are in.
create view facts.company_currency with (security_invoker = true) as
  select coalesce(
    (select value #>> '{}' from core.settings where name = 'company.currency' and value #>> '{}' <> 'auto'),
    (select currency from orders.currencies order by orders desc, currency limit 1),
    'CNY') as currency;

-- What one unit of a currency is worth in the company's; a currency without a row can't be converted.
create view facts.currency_rates with (security_invoker = true) as
  select currency, 1::numeric as rate from facts.company_currency
  union all
  select r.key, r.value::numeric
  from core.settings s cross join lateral jsonb_each_text(s.value) r
  where s.name = 'company.exchange_rates' and r.key <> (select currency from facts.company_currency);

-- Currencies whose orders are counted, but whose money is left out of the company's figures.
create view facts.unconverted_currencies with (security_invoker = true) as
  select c.currency, c.orders from orders.currencies c
  where c.orders > 0 and not exists (select from facts.currency_rates r where r.currency = c.currency);

-- What serving costs, in the company's currency; the defaults are those of money/serving-rates.ts.
create view facts.serving_rates with (security_invoker = true) as
  select (coalesce(v->>'perReturn', '0')::numeric * 1000000)::bigint as return_micro,
    (coalesce(v->>'perCall', '0')::numeric * 1000000)::bigint as call_micro,
    (coalesce(v->>'perComplaint', '0')::numeric * 1000000)::bigint as complaint_micro,
    (coalesce(v->>'perMail', '0')::numeric * 1000000)::bigint as mail_micro,
    (coalesce(v->>'perVoucher', '0')::numeric * 1000000)::bigint as voucher_micro,
    coalesce(v->>'shippingShare', '0')::numeric as shipping_share
  from (select (select value from core.settings where name = 'orders.serving_rates') as v) s;

-- Profit of each order that counts, in the company's currency; the money columns are null without a rate, cost and
-- profit also without a known cost.
create view facts.order_profit with (security_invoker = true) as
  select p.*, p.revenue_micro - p.cost_micro - p.serving_micro as profit_micro
  from (
    select o.customer_id, o.order_id, o.unit_id, o.ordered_at, o.kind, c.currency,
      -- Money that needs no converting stays a whole number: twice as fast over all orders.
      case when r.rate = 1 then o.revenue_micro else round(o.revenue_micro * r.rate)::bigint end as revenue_micro,
      case when r.rate = 1 then o.cost_micro else round(o.cost_micro * r.rate)::bigint end as cost_micro,
      case when r.rate is not null then case when o.freight_micro = 0 then 0 else round(o.freight_micro * r.rate * s.shipping_share)::bigint end
        + case when o.kind = 'return' then s.return_micro else 0 end
        + case when o.voucher is not null then s.voucher_micro else 0 end end as serving_micro
    from orders.orders o
    cross join facts.company_currency c
    cross join facts.serving_rates s
    left join facts.currency_rates r on r.currency = o.currency
    where o.counts
  ) p;

-- What each customer ordered, in the company's currency. `orders`: purchases, see facts.orders; orders in a currency
-- without a rate are counted and bring no money. Cost is that of the orders whose cost is known.
create view facts.customer_orders with (security_invoker = true) as
  select o.customer_id,
    count(*) filter (where o.kind = 'sale' and o.revenue_micro > 0 and o.taken_back_micro < o.revenue_micro) as orders,
    coalesce(round(sum(o.revenue_micro * r.rate)), 0)::bigint as revenue_micro,
    coalesce(round(sum(o.cost_micro * r.rate)), 0)::bigint as cost_micro,
    count(*) filter (where o.cost_micro is null) as orders_without_cost,
    count(*) filter (where r.rate is null and o.revenue_micro <> 0) as unrated_orders,
    min(o.ordered_at) filter (where o.kind = 'sale' and o.revenue_micro > 0 and o.taken_back_micro < o.revenue_micro)
      as first_order_at,
    max(o.ordered_at) filter (where o.kind = 'sale' and o.revenue_micro > 0 and o.taken_back_micro < o.revenue_micro)
      as last_order_at,
    count(*) filter (where o.kind = 'return') as returns
  from orders.orders o left join facts.currency_rates r on r.currency = o.currency
  where o.counts and not o.is_anonymous
  group by o.customer_id;

-- What serving each customer cost beside the goods, in the company's currency: returns, vouchers and freight of their
-- orders, and contacts at the rates of the settings. A kind of contact whose rate is 0 isn't read at all.
create view facts.customer_costs with (security_invoker = true) as
  select c.customer_id, sum(c.cost_micro)::bigint as cost_to_serve_micro
  from (
    select o.customer_id, round(o.freight_micro * r.rate * s.shipping_share)::bigint
        + case when o.kind = 'return' then s.return_micro else 0 end
        + case when o.voucher is not null then s.voucher_micro else 0 end as cost_micro
    from orders.orders o
    cross join facts.serving_rates s
    join facts.currency_rates r on r.currency = o.currency
    where o.counts and not o.is_anonymous
      and (o.kind = 'return' or o.voucher is not null or o.freight_micro <> 0)
    union all
    select i.customer_id, k.rate_micro
    from facts.serving_rates s
    cross join lateral (values ('call', s.call_micro), ('complaint', s.complaint_micro), ('ticket', s.complaint_micro),
      ('mail', s.mail_micro)) k (kind, rate_micro)
    join facts.interactions i on i.kind = k.kind
    where k.rate_micro > 0
  ) c
  group by c.customer_id;

-- Which order has a number, for those who know only its id.
create view facts.order_numbers with (security_invoker = true) as
  select order_id, customer_id, order_number from orders.order_numbers;
