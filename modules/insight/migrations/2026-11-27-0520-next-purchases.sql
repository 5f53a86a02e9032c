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
