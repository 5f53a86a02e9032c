-- How much each customer bought of each category (leaves and all above them) within the rule's days, and how they hold
-- to brands. Written whole by the step `usage`; what did not change is left alone.
create table insight.usage (
  customer_id uuid not null,
  category text collate "C" not null,
  unit_ids int[] not null,
  -- What came back taken off; above nothing.
  quantity numeric(16, 3) not null,
  -- Orders × brands: each time a brand of it was taken. `branded`: those whose brand is known.
  purchases int not null,
  branded int not null,
  -- In the company's currency; orders without an exchange rate bring none.
  revenue_micro bigint not null,
  top_brand text,
  -- Of `branded`; null where no brand is known.
  top_share numeric(5, 4),
  store_share numeric(5, 4),
  usage text not null check (usage in ('light', 'medium', 'heavy')),
  -- `unknown`: too few purchases to tell.
  loyalty text not null check (loyalty in ('brand_loyal', 'store_brand', 'switching', 'unknown')),
  primary key (customer_id, category)
);
select core.protect_by_units('insight.usage');
create index usage_by_cell on insight.usage (category, usage, loyalty, revenue_micro desc, customer_id desc);

-- How many stand in each cell of a category's grid, by who serves them.
create table insight.usage_cells (
  category text collate "C" not null,
  unit_ids int[] not null,
  usage text not null,
  loyalty text not null,
  customers int not null,
  quantity numeric(18, 3) not null,
  purchases int not null,
  branded int not null,
  revenue_micro bigint not null,
  key int not null,
  worth_winning int not null,
  dispensable int not null,
  -- Worth of those who have a score.
  scored int not null,
  worth_micro bigint not null,
  primary key (category, unit_ids, usage, loyalty)
);
select core.protect_by_units('insight.usage_cells');

-- Least quantity of the heavy and of the medium users of a category; null: nobody is.
create table insight.usage_limits (
  category text collate "C" primary key,
  heavy_from numeric(16, 3),
  medium_from numeric(16, 3)
);
select core.open_to_all('insight.usage_limits');

-- The latest run of the step, one row: by which rule, up to which day.
create table insight.usage_run (
  only_one boolean primary key default true check (only_one),
  computed_at timestamptz not null,
  from_day date not null,
  as_of date not null,
  rule jsonb not null,
  rule_version int not null,
  duration_ms int not null
);
select core.open_to_all('insight.usage_run');
