-- When each customer buys again, whatever it be: one row for those who more likely than not do within half a year.
create table insight.next_purchases (
  customer_id uuid primary key,
  unit_ids int[] not null,
  as_of date not null,
  computed_at timestamptz not null,
  -- By these days they have bought with probability 1/2, 1/10 and 9/10; the last is null where that takes more than a year.
  next_on date not null,
  low_on date not null,
  high_on date,
  -- What they likeliest buy by then; null: something without a category.
  category text collate "C",
  -- At least one purchase within 30 days.
  probability_30d real not null
) with (fillfactor = 50);
select core.protect_by_units('insight.next_purchases');

-- How many customers buy again soon, whatever it be, so that no page counts them all.
create table insight.next_purchase_counts (
  unit_ids int[] primary key,
  customers int not null,
  -- Whose day lies within so many days after the analysis.
  within_7 int not null,
  within_14 int not null,
  within_30 int not null,
  -- Customers expected to buy within 30 days: the sum of probabilities of all who are told a day.
  expected_30d real not null
);
select core.protect_by_units('insight.next_purchase_counts');

-- Needs in the order of what they are likely to bring within 30 days.
create index needs_by_state_worth on insight.needs (state, revenue_micro_30d desc, customer_id, category);
create index needs_by_category_worth on insight.needs (category, state, revenue_micro_30d desc, customer_id);
