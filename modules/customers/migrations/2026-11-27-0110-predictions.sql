-- Copies of what insight expects of each customer, for lists; see metrics/copy-scores. Shares are whole per cent.
alter table customers.customers
  add column potential_score smallint,
  add column active_percent int,
  add column churn_percent int,
  add column churn_level text check (churn_level in ('low', 'medium', 'high')),
  -- Purchases and value of the next 365 days.
  add column expected_orders real,
  add column expected_value_micro bigint,
  add column lifetime_value_micro bigint,
  add column next_purchase_on date;
create index customers_by_potential on customers.customers (potential_score) where listed;
create index customers_by_active on customers.customers (active_percent) where listed;
create index customers_by_churn on customers.customers (churn_percent desc nulls last, customer_id desc) where listed;
create index customers_by_churn_level on customers.customers (churn_level) where listed;
create index customers_by_expected_orders on customers.customers (expected_orders) where listed;
create index customers_by_expected_value on customers.customers (expected_value_micro desc nulls last, customer_id desc) where listed;
create index customers_by_lifetime_value on customers.customers (lifetime_value_micro desc nulls last, customer_id desc) where listed;
create index customers_by_next_purchase on customers.customers (next_purchase_on, customer_id) where listed;
