create schema insight;
grant usage on schema insight to rapport_company, rapport_units;

-- One row an analysis of everybody.
create table insight.runs (
  run_id uuid primary key,
  as_of date not null,
  started_at timestamptz not null,
  duration_ms int not null,
  -- The company's currency at that time.
  currency text,
  customers int not null,
  rule jsonb not null,
  rule_version int not null
);
create index runs_by_time on insight.runs (started_at desc);
select core.open_to_all('insight.runs');

-- What a run says about the whole company: nobody inside a unit's scope sees it.
create table insight.run_totals (
  run_id uuid not null references insight.runs on delete cascade,
  currency text not null,
  -- Of this currency; the same customer may have orders in another.
  customers int not null,
  orders int not null,
  returns int not null,
  revenue_micro bigint not null,
  anonymous_orders int not null,
  anonymous_revenue_micro bigint not null,
  top_fifth_customers int not null,
  top_fifth_share numeric(9, 6),
  -- Cumulative share of net revenue of the best 0, 1, … 100 % of customers.
  curve numeric(9, 6)[] not null,
  primary key (run_id, currency)
);
select core.company_only('insight.run_totals');

-- Where the fifths of a run begin. Money is compared within one currency only.
create table insight.thresholds (
  run_id uuid not null references insight.runs on delete cascade,
  currency text not null,
  customers int not null,
  -- Most days since the last order for scores 2, 3, 4, 5.
  recency int[] not null,
  -- Least value for scores 2, 3, 4, 5.
  frequency int[] not null,
  money bigint[] not null,
  basket bigint[] not null,
  -- What worth is here: `profit`, or `revenue` where too few costs are known.
  basis text not null check (basis in ('profit', 'revenue')),
  -- Share of revenue whose cost is known.
  costed_share numeric(7, 6) not null,
  -- Least worth among those who together bring the rule's first share of it; null: nobody brings any.
  key_worth_micro bigint,
  primary key (run_id, currency)
);
select core.open_to_all('insight.thresholds');

create table insight.scores (
  customer_id uuid primary key,
  unit_ids int[] not null,
  run_id uuid not null,
  as_of date not null,
  computed_at timestamptz not null,
  first_order_day date,
  last_order_day date,
  recency_days int,
  frequency int not null,
  returns int not null,
  -- Of most of the customer's orders; amounts in other currencies are not added to these.
  currency text not null,
  revenue_micro bigint not null,
  costed_revenue_micro bigint not null,
  -- Null: no cost known. Orders without a known cost bring nothing to it.
  profit_micro bigint,
  cost_to_serve_micro bigint not null,
  uncosted_orders int not null,
  -- Average revenue of an order.
  basket_micro bigint,
  worth_micro bigint not null,
  -- Share of all positive worth that customers of greater worth bring.
  better_share numeric(7, 6) not null,
  recency_score smallint not null,
  frequency_score smallint not null,
  money_score smallint not null,
  basket_score smallint not null,
  class text not null check (class in ('key', 'worth_winning', 'dispensable')),
  reasons jsonb not null
);
select core.protect_by_units('insight.scores');
create index scores_by_worth on insight.scores (currency, worth_micro desc);

-- One row each time a customer's class changed.
create table insight.score_history (
  customer_id uuid not null,
  changed_at timestamptz not null,
  unit_ids int[] not null,
  as_of date not null,
  class text,
  previous_class text,
  announced boolean not null,
  primary key (customer_id, changed_at)
);
select core.protect_by_units('insight.score_history');
create index score_history_by_time on insight.score_history (changed_at desc, customer_id desc) where previous_class is not null;
create index score_history_to_announce on insight.score_history (changed_at) where not announced;

-- Sales by day, so that no figure of the overview reads the orders. Days are the company's.
create table insight.sales_days (
  day date not null,
  unit_id int not null,
  channel text not null,
  currency text not null,
  orders int not null,
  returns int not null,
  revenue_micro bigint not null,
  -- Of the orders whose cost is known.
  costed_revenue_micro bigint not null,
  cost_micro bigint not null,
  anonymous_revenue_micro bigint not null,
  primary key (day, unit_id, channel, currency)
);
select core.protect_by_unit('insight.sales_days');

create table insight.sales_regions (
  month date not null,
  unit_id int not null,
  currency text not null,
  -- 'CN/广东/深圳'; '' where the order names none.
  region text collate "C" not null,
  orders int not null,
  revenue_micro bigint not null,
  costed_revenue_micro bigint not null,
  cost_micro bigint not null,
  primary key (month, unit_id, currency, region)
);
select core.protect_by_unit('insight.sales_regions');

create table insight.sales_categories (
  month date not null,
  unit_id int not null,
  currency text not null,
  category text collate "C" not null,
  lines int not null,
  revenue_micro bigint not null,
  costed_revenue_micro bigint not null,
  cost_micro bigint not null,
  primary key (month, unit_id, currency, category)
);
select core.protect_by_unit('insight.sales_categories');

-- Buyers of a month: new with their first order ever, or returning. By who serves them, so counts add up in any scope.
create table insight.buyers (
  month date not null,
  unit_ids int[] not null,
  new_customers int not null,
  returning_customers int not null,
  primary key (month, unit_ids)
);
select core.protect_by_units('insight.buyers');

-- How many customers stand in each cell of the scores, by who serves them.
create table insight.score_cells (
  unit_ids int[] not null,
  currency text not null,
  recency_score smallint not null,
  frequency_score smallint not null,
  money_score smallint not null,
  class text not null,
  customers int not null,
  revenue_micro bigint not null,
  worth_micro bigint not null,
  primary key (unit_ids, currency, recency_score, frequency_score, money_score, class)
);
select core.protect_by_units('insight.score_cells');
