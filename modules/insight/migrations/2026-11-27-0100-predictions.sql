-- What the purchase model expects of each customer. Arrays hold one figure a horizon: the next 30, 90 and 365 days.
-- Money is of the company's currency, rounded to three significant digits: more would feign a precision it hasn't got.
create table insight.predictions (
  customer_id uuid primary key,
  unit_ids int[] not null,
  as_of date not null,
  made_at timestamptz not null,
  -- Kind and edition, as in insight.models; `base-line …` where the model stepped aside.
  model text not null,
  currency text not null,
  basis text not null check (basis in ('profit', 'revenue')),
  -- Days with at least one purchase.
  purchases int not null,
  first_day date not null,
  last_day date not null,
  p_active real not null,
  orders real[] not null,
  -- 80 % intervals of the number of purchases, and how likely the number lies in them: whole numbers rarely give 80 % exactly.
  orders_low int[] not null,
  orders_high int[] not null,
  orders_inside real[] not null,
  -- What the base line expects of the same time.
  base_orders real[] not null,
  value_micro bigint[] not null,
  value_low_micro bigint[] not null,
  value_high_micro bigint[] not null,
  -- Expected of one purchase.
  spend_micro bigint not null,
  -- Discounted value of the next years; see the README.
  clv_micro bigint not null,
  -- No purchase within the churn window of the fit.
  churn_risk real not null,
  churn_level text not null check (churn_level in ('low', 'medium', 'high')),
  -- At least one purchase within 365 days.
  buys_in_year real not null,
  -- Fifth of the value expected of the next 365 days.
  potential_score smallint not null check (potential_score between 1 and 5)
);
select core.protect_by_units('insight.predictions');
-- Every row is written anew each night: half a page is left free, so that a row stays on its page and in its index entry.
alter table insight.predictions set (fillfactor = 50);

-- One row each time a customer's churn level changed.
create table insight.churn_changes (
  customer_id uuid not null,
  changed_at timestamptz not null,
  unit_ids int[] not null,
  as_of date not null,
  level text not null,
  previous_level text,
  risk real not null,
  announced boolean not null default false,
  primary key (customer_id, changed_at)
);
select core.protect_by_units('insight.churn_changes');
create index churn_changes_to_announce on insight.churn_changes (changed_at) where not announced;

-- Predictions as they were, to be held against what happened. A value of time: as of a month's first analysis.
create table insight.snapshots (
  customer_id uuid not null,
  as_of date not null,
  unit_ids int[] not null,
  -- True: made on that day. False: made later from what was known then.
  told boolean not null,
  model text not null,
  p_active real not null,
  orders real[] not null,
  orders_low int[] not null,
  orders_high int[] not null,
  orders_inside real[] not null,
  value_micro bigint[] not null,
  value_low_micro bigint[] not null,
  value_high_micro bigint[] not null,
  -- What the base line expected.
  base_orders real[] not null,
  churn_risk real not null,
  -- What happened within the horizons that are over; null: not over yet.
  happened_orders int[] not null default '{null,null,null}',
  happened_value_micro bigint[] not null default '{null,null,null}',
  primary key (customer_id, as_of)
);
select core.protect_by_units('insight.snapshots');
create index snapshots_by_day on insight.snapshots (as_of);

-- How the predictions of a day fared over a horizon: of the whole company, so nobody inside a unit's scope sees it.
create table insight.track_records (
  as_of date not null,
  days int not null,
  told boolean not null,
  model text not null,
  scored_at timestamptz not null,
  customers int not null,
  expected_orders real not null,
  happened_orders int not null,
  base_orders real not null,
  -- Mean absolute error per customer.
  error real not null,
  base_error real not null,
  -- Share of customers whose orders lay in their interval, and the share that the intervals promised.
  inside real not null,
  promised_inside real not null,
  expected_value_micro bigint not null,
  happened_value_micro bigint not null,
  value_inside real not null,
  -- Ten groups by expected orders: [{customers, expected, happened, low, high}].
  deciles jsonb not null,
  primary key (as_of, days)
);
select core.company_only('insight.track_records');
