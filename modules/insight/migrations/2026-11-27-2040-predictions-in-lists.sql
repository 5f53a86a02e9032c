-- Lists of customers filter and sort by these, where they stand: a copy in the customers' own row wrote all its indexes each night.
-- Shares are whole per cent; orders and value are of the next 365 days.
alter table insight.predictions
  add column active_percent int not null generated always as (round(100 * p_active)::int) stored,
  add column churn_percent int not null generated always as (round(100 * churn_risk)::int) stored,
  add column expected_orders real not null generated always as (round(orders[3]::numeric, 1)::real) stored,
  add column expected_value_micro bigint not null generated always as (value_micro[3]) stored;
create index predictions_by_potential on insight.predictions (potential_score);
create index predictions_by_active on insight.predictions (active_percent);
create index predictions_by_churn on insight.predictions (churn_percent desc nulls last, customer_id desc);
create index predictions_by_churn_level on insight.predictions (churn_level);
create index predictions_by_expected_orders on insight.predictions (expected_orders);
create index predictions_by_expected_value on insight.predictions (expected_value_micro desc nulls last, customer_id desc);
create index predictions_by_lifetime_value on insight.predictions (clv_micro desc nulls last, customer_id desc);
create index next_purchases_by_day on insight.next_purchases (next_on, customer_id);
