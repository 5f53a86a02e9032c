-- What sells together: one row a rule that chance does not explain, of products or of categories. Whole company, nobody's own.
create table insight.rules (
  -- Of level and sides, so that a rule keeps it from day to day.
  rule_id uuid primary key,
  level text not null check (level in ('product', 'category')),
  -- Ids of products, or paths of categories.
  left_keys text[] not null,
  right_key text not null,
  -- All categories it touches, with those above them.
  categories text[] not null,
  -- Orders with both sides, with the left, with the right.
  orders int not null,
  left_orders int not null,
  right_orders int not null,
  confidence double precision not null,
  lift double precision not null,
  leverage double precision not null,
  -- Share of false findings among rules as clear as this, and among those that beat their shorter forms as clearly.
  q double precision not null,
  adds_q double precision not null,
  -- Customers who bought the left side within the window, and those of them who bought the right too.
  customers int not null,
  both_customers int not null
);
select core.open_to_all('insight.rules');

-- Products that the same customers bought more often than by chance, at most ten each.
create table insight.similar_products (
  product_id uuid not null,
  rank smallint not null,
  other_id uuid not null,
  -- Cosine of the sets of buyers, drawn towards 0 where few bought both.
  similarity real not null,
  both_customers int not null,
  customers int not null,
  other_customers int not null,
  lift real not null,
  primary key (product_id, rank)
);
select core.open_to_all('insight.similar_products');

-- What to offer whom, and on what facts; the sentence is made of them where it is shown.
create table insight.recommendations (
  customer_id uuid not null,
  product_id uuid not null,
  unit_ids int[] not null,
  -- `new`: not bought within the window; `again`: bought before.
  kind text not null check (kind in ('new', 'again')),
  rank smallint not null,
  -- Chance to be bought within the model's horizon; null: not measured.
  chance real,
  -- What lists of one product's customers are ordered by.
  score real not null,
  -- Chance × margin in the company's currency; null: margin not known.
  gain_micro bigint,
  -- `link`: who bought `because` buys it more; `popular`: many buy it; `bought`: they bought it before.
  basis text not null check (basis in ('link', 'popular', 'bought')),
  because uuid[] not null,
  -- `link`: customers who bought all of `because`, and of them those who bought this too; `popular`: both are its buyers of the horizon.
  customers int not null,
  both_customers int not null,
  -- Share of `customers` by the share of all who bought it.
  lift real,
  times int not null,
  last_day date,
  fitted_at timestamptz not null,
  primary key (customer_id, product_id)
);
select core.protect_by_units('insight.recommendations');
create index recommendations_of_product on insight.recommendations (product_id, score desc, customer_id);
