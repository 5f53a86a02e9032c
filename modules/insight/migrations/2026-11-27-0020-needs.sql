-- When each customer will buy again of what they bought, by category; written anew after each analysis.
create table insight.needs (
  customer_id uuid not null,
  unit_ids int[] not null,
  category text collate "C" not null,
  as_of date not null,
  computed_at timestamptz not null,
  -- `due`: its day has come; `overdue`: three in four such gaps were over by now; `lost`: hardly to return, see `returns`.
  state text not null check (state in ('later', 'soon', 'due', 'overdue', 'lost')),
  last_on date not null,
  -- When it was due as told by the last purchase. The three days after it know that nothing came since.
  due_on date not null,
  next_on date not null,
  low_on date not null,
  high_on date not null,
  probability_7d real not null,
  probability_14d real not null,
  probability_30d real not null,
  -- Probability that they buy it within half a year, or within twice the usual gap: what the days are told for.
  returns real not null,
  purchases int not null,
  last_quantity real not null,
  usual_quantity real not null,
  -- Mean gap of this customer in days; null with one purchase.
  own_gap real,
  -- Middle gap of a customer of the category of whom nothing is known.
  usual_gap real not null,
  expected_30d real not null,
  revenue_micro_30d bigint not null,
  -- Whose word this is: the model's, or a base line's where that did better.
  method text not null check (method in ('model', 'customer', 'category')),
  -- Its coming due was told.
  told boolean not null default false,
  primary key (customer_id, category)
) with (fillfactor = 80);
create index needs_by_state on insight.needs (state, due_on, customer_id, category);
create index needs_by_category on insight.needs (category, state, due_on, customer_id);
create index needs_untold on insight.needs (due_on) where not told and state in ('soon', 'due', 'overdue');
select core.protect_by_units('insight.needs');

-- The same for products bought at least three times.
create table insight.product_needs (
  customer_id uuid not null,
  unit_ids int[] not null,
  product_id uuid not null,
  as_of date not null,
  computed_at timestamptz not null,
  state text not null check (state in ('later', 'soon', 'due', 'overdue', 'lost')),
  last_on date not null,
  due_on date not null,
  next_on date not null,
  low_on date not null,
  high_on date not null,
  probability_7d real not null,
  probability_14d real not null,
  probability_30d real not null,
  returns real not null,
  purchases int not null,
  last_quantity real not null,
  usual_quantity real not null,
  own_gap real,
  usual_gap real not null,
  method text not null check (method in ('model', 'customer', 'category')),
  primary key (customer_id, product_id)
) with (fillfactor = 80);
select core.protect_by_units('insight.product_needs');

-- Purchases of a category day by day from the first day on: expected, and what came. Days as arrays: a shop of many units
-- has thousands of groups of them.
create table insight.need_sums (
  category text collate "C" not null,
  unit_ids int[] not null,
  first_day date not null,
  expected real[] not null,
  -- Of the expected sum; 0 for days that are over.
  variance real[] not null,
  -- Null for days to come.
  came int[] not null,
  primary key (category, unit_ids)
);
select core.protect_by_units('insight.need_sums');
-- One row a day; days of which nothing is worth telling are left out.
create view insight.need_days with (security_invoker = true) as
  select s.category, s.unit_ids, s.first_day + (d.place - 1)::int as day, d.expected, d.variance, d.came
  from insight.need_sums s cross join lateral unnest(s.expected, s.variance, s.came) with ordinality d (expected, variance, came, place)
  where d.expected >= 0.0005 or d.came > 0;
grant select on insight.need_days to rapport_company, rapport_units;

-- Sums of insight.needs, so that no page reads all of it.
create table insight.need_categories (
  category text collate "C" not null,
  unit_ids int[] not null,
  customers int not null,
  due_7 int not null,
  due_14 int not null,
  due_30 int not null,
  due int not null,
  overdue int not null,
  lost int not null,
  revenue_micro_30d bigint not null,
  primary key (category, unit_ids)
);
select core.protect_by_units('insight.need_categories');
