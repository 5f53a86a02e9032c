-- What the cube of purchases is counted from: every order and every line that counts, narrow, with small numbers instead
-- of words, and money already in the company's currency. Kept fresh from facts.orders; see explore/README.md.

-- Channels, places, brands, categories and products as numbers.
create table insight.cube_words (
  word_id int primary key generated always as identity,
  kind text not null check (kind in ('channel', 'place', 'city', 'brand', 'category', 'product')),
  word text collate "C" not null,
  label text not null,
  -- Of a place or category: the numbers of every step down to it, itself last.
  path_ids int[],
  unique (kind, word)
);
select core.open_to_all('insight.cube_words');

-- One row an order that counts.
create table insight.order_facts (
  customer_id uuid not null,
  order_id uuid not null,
  revenue_micro bigint not null,
  -- Revenue of the lines whose cost is known, and that cost.
  costed_revenue_micro bigint not null,
  cost_micro bigint not null,
  discount_micro bigint not null,
  quantity_milli bigint not null,
  -- In the company's time zone.
  day date not null,
  -- Of the customer's first purchase; null for anonymous sales and who has none.
  first_day date,
  unit_id int not null,
  channel_id int,
  place_id int,
  city_id int,
  -- Which purchase of the customer's life; null where it is none.
  nth int,
  -- Year × 12 + month − 1.
  month smallint not null,
  first_month smallint,
  hour smallint not null,
  value_band smallint not null,
  -- 1: up to the customer's first purchase, 2: after it; null without one.
  newness smallint,
  is_return boolean not null,
  is_purchase boolean not null,
  is_anonymous boolean not null,
  -- In a currency without a rate: counted, brings no money.
  is_unrated boolean not null,
  primary key (customer_id, order_id)
);
-- Written in the order of days, so that a time lies together. Not (unit_id, day): a question of all units would hop through it.
create index order_facts_by_day on insight.order_facts (day);
create index order_facts_of_unit on insight.order_facts (unit_id);
select core.protect_by_unit('insight.order_facts');

-- One row a line, with all of its order that is asked for together with goods.
create table insight.line_facts (
  customer_id uuid not null,
  order_id uuid not null,
  revenue_micro bigint not null,
  -- Null: not known.
  cost_micro bigint,
  discount_micro bigint not null,
  quantity_milli bigint not null,
  -- 0: what the order says beyond its lines.
  line_no int not null,
  product_id int,
  category_id int,
  brand_id int,
  day date not null,
  first_day date,
  unit_id int not null,
  channel_id int,
  place_id int,
  city_id int,
  nth int,
  month smallint not null,
  first_month smallint,
  hour smallint not null,
  value_band smallint not null,
  price_band smallint not null,
  -- Bits: the first line of its order with this product (1), brand (2), category of level 1 (4), 2 (8), 3 (16), price band
  -- (32). Orders are counted by their first lines.
  firsts smallint not null,
  newness smallint,
  is_return boolean not null,
  is_purchase boolean not null,
  is_anonymous boolean not null,
  is_unrated boolean not null,
  primary key (customer_id, order_id, line_no)
);
create index line_facts_by_day on insight.line_facts (day);
create index line_facts_of_unit on insight.line_facts (unit_id);
select core.protect_by_unit('insight.line_facts');

-- A hash of everything the facts of a customer were made from: only who changed is written anew.
create table insight.fact_marks (
  customer_id uuid primary key,
  mark bigint not null
);
select core.company_only('insight.fact_marks');

-- One row: which state of the facts there is. Results kept in memory belong to one version.
create table insight.facts_state (
  only_row boolean primary key default true check (only_row),
  version bigint not null,
  refreshed_at timestamptz not null,
  -- False until everything was written once.
  is_whole boolean not null
);
select core.open_to_all('insight.facts_state');

-- Questions that somebody keeps.
create table insight.explorations (
  exploration_id uuid primary key,
  name text not null,
  query jsonb not null,
  chart text not null,
  owner_id text not null,
  shared boolean not null,
  version int not null default 1,
  changed_at timestamptz not null,
  -- Taken away, and for a day to be had back.
  removed_at timestamptz
);
create index explorations_of_owner on insight.explorations (owner_id) where removed_at is null;
select core.open_to_all('insight.explorations');

create table insight.dashboards (
  dashboard_id uuid primary key,
  name text not null,
  -- [{id, name, query, chart, wide}], in order.
  tiles jsonb not null,
  -- For every tile instead of its own; null: each its own.
  period jsonb,
  owner_id text not null,
  shared boolean not null,
  version int not null default 1,
  changed_at timestamptz not null,
  removed_at timestamptz
);
create index dashboards_of_owner on insight.dashboards (owner_id) where removed_at is null;
select core.open_to_all('insight.dashboards');
