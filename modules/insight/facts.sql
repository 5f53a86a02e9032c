create view facts.customer_scores with (security_invoker = true) as
  select customer_id, unit_ids, as_of, recency_days, frequency, currency, revenue_micro, profit_micro,
    cost_to_serve_micro, recency_score, frequency_score, money_score, basket_score,
    class, reasons
  from insight.scores;

-- What the purchase model expects; orders and value of the next 365 days, money of the company's currency. Those of each
-- time are arrays of the next 30, 90 and 365 days, with the ends of their 80 % intervals.
create view facts.customer_predictions with (security_invoker = true) as
  select customer_id, unit_ids, as_of, currency, basis, p_active, orders[3] as orders, value_micro[3] as value_micro,
    clv_micro, churn_risk, churn_level, potential_score, orders as orders_each, orders_low, orders_high,
    value_micro as value_each_micro, value_low_micro, value_high_micro,
    -- Rounded as lists show them.
    active_percent, churn_percent, expected_orders, expected_value_micro
  from insight.predictions;

-- How the company treats each class; the defaults are those of value/class-policies.ts. `answer_hours` null: no promise.
create view facts.class_policies with (security_invoker = true) as
  select d.class, coalesce(p.value->>'service', d.service) as service,
    case when p.value is null then d.answer_hours else (p.value->>'answerHours')::int end as answer_hours,
    coalesce(p.value->>'offers', d.offers) as offers, coalesce(p.value->>'fees', d.fees) as fees,
    coalesce(p.value->>'note', '') as note
  from (values ('key', 'priority', 2, 'personal', 'waived'), ('worth_winning', 'standard', 8, 'personal', 'standard'),
    ('dispensable', 'self_service', null, 'none', 'full')) d (class, service, answer_hours, offers, fees)
  left join (
    select r.key as class, r.value from core.settings s cross join lateral jsonb_each(s.value) r
    where s.name = 'insight.class_policies'
  ) p using (class);

-- Usage and loyalty of each customer in each category they bought of lately; the words are those of insight.usage.
create view facts.customer_usage with (security_invoker = true) as
  select customer_id, unit_ids, category, quantity, purchases, revenue_micro, top_brand, top_share, store_share, usage,
    loyalty
  from insight.usage;

-- When each customer buys again, whatever it be, and what likeliest first: one row for those who more likely than not do within half
-- a year. By the day itself they have with probability 1/2, by `next_low` 1/10, by `next_high` 9/10 (null: more than a year).
create view facts.customer_needs with (security_invoker = true) as
  select customer_id, unit_ids, next_on as next_purchase_on, low_on as next_low, high_on as next_high,
    category as category_path, probability_30d
  from insight.next_purchases;

-- The same by category, of the categories they likeliest return to; states as in insight.needs.
create view facts.category_needs with (security_invoker = true) as
  select customer_id, unit_ids, category as category_path, state, due_on, next_on, low_on as next_low, high_on as next_high,
    probability_30d, returns
  from insight.needs;

-- What to offer whom. `kind`: `new` to them, or `again`. Who asks for one product asks for `product_ids` that have it as well: by
-- those it is found. `score`: what the customers of a product are ordered by.
create view facts.recommendations with (security_invoker = true) as
  select o.customer_id, p.product_id, o.unit_ids, o.product_ids, case when r.is_new then 'new' else 'again' end as kind,
    r.rank, o.chances[p.at] as chance, coalesce(o.chances[p.at], 1.0 / r.rank / 1000)::real as score,
    o.gains_micro[p.at] as gain_micro,
    case when not r.is_new then 'bought' when o.because_first[p.at] is null then 'popular' else 'link' end as basis,
    array_remove(array[o.because_first[p.at], o.because_second[p.at], o.because_third[p.at]], null) as because,
    o.customers[p.at] as customers, o.both_customers[p.at] as both_customers, o.lifts[p.at] as lift, o.times[p.at] as times,
    o.last_days[p.at] as last_day
  from insight.offers o cross join lateral unnest(o.product_ids) with ordinality p (product_id, at)
    cross join lateral (
      select p.at <= o.fresh as is_new, (case when p.at <= o.fresh then p.at else p.at - o.fresh end)::smallint as rank) r;
