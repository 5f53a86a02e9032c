-- Weekly demand of the whole company, for nobody inside a unit's scope: one row a series, made anew after each analysis.
create table insight.demand_series (
  kind text not null check (kind in ('shop', 'category', 'product')),
  -- Category path, or product id; '' for the shop, and for the category of what has none.
  key text collate "C" not null,
  product_id uuid,
  -- Of a product: its category; of a category: itself.
  category text collate "C" not null,
  supplier text,
  as_of date not null,
  -- Monday of the first week of `history`: full weeks from the first sale on.
  first_week date not null,
  history double precision[] not null,
  -- Order lines behind it, and pieces that came back meanwhile.
  lines int not null,
  returned double precision not null,
  demand_class text not null check (demand_class in ('smooth', 'erratic', 'intermittent', 'lumpy')),
  state text not null check (state in ('used', 'stepped_aside', 'too_little_data', 'ended')),
  model text not null,
  form text not null,
  season text not null check (season in ('none', 'states', 'index')),
  parameters jsonb not null,
  -- Origins looked ahead from, and the scaled errors found there; null: nothing could be measured.
  origins int not null,
  mase double precision,
  naive_mase double precision,
  mean_mase double precision,
  -- Share of 80 % intervals that held what came.
  coverage double precision,
  -- Expected pieces up to the end of each week ahead, and their standard deviation.
  sum_mean double precision[] not null,
  sum_deviation double precision[] not null,
  -- Of a product whose stock was known: pieces, and what they are good for by the rule of that time.
  stock double precision,
  stock_state text check (stock_state in ('out', 'short', 'order', 'enough')),
  -- Monday of the week in which the stock is expected to end; null: not within the weeks ahead.
  runs_out_week date,
  short_2_weeks double precision,
  short_4_weeks double precision,
  -- Pieces likely to be asked for before a delivery ordered now, and missing.
  missing double precision,
  reorder double precision,
  primary key (kind, key)
);
select core.company_only('insight.demand_series');
create index demand_series_of_product on insight.demand_series (product_id) where product_id is not null;
create index demand_series_by_missing on insight.demand_series (missing desc, product_id)
  where stock_state in ('out', 'short', 'order');

create table insight.demand_forecasts (
  kind text not null,
  key text collate "C" not null,
  -- Its Monday.
  week date not null,
  mean double precision not null,
  low80 double precision not null,
  high80 double precision not null,
  low95 double precision not null,
  high95 double precision not null,
  primary key (kind, key, week)
);
select core.company_only('insight.demand_forecasts');
