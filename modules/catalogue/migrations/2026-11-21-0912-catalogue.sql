create schema catalogue;
grant usage on schema catalogue to rapport_company, rapport_units;

create table catalogue.products (
  product_id uuid primary key,
  sku text collate "C" not null unique,
  name text not null,
  -- '食品/咖啡/豆': a parent contains its children as a prefix.
  category_path text collate "C",
  brand text,
  supplier text,
  barcode text,
  price_micro bigint,
  unit_cost_micro bigint,
  currency text,
  stock numeric(14, 3),
  -- Made from an order line; a product file fills the rest.
  provisional boolean not null default false,
  search tsvector not null default '',
  source text not null,
  run_id uuid,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  version int not null default 1
);
create index products_by_name on catalogue.products (name, product_id);
create index products_by_category on catalogue.products (category_path, product_id);
create index products_by_brand on catalogue.products (brand, name, product_id);
create index products_by_supplier on catalogue.products (supplier, name, product_id);
create index products_by_barcode on catalogue.products (barcode) where barcode is not null;
create index products_by_words on catalogue.products using gin (search);
create index products_by_run on catalogue.products (run_id) where run_id is not null;
select core.open_to_all('catalogue.products');

create table catalogue.import_changes (
  run_id uuid not null,
  change_id bigint generated always as identity,
  product_id uuid not null,
  before jsonb not null,
  primary key (run_id, change_id)
);
create index import_changes_of_product on catalogue.import_changes (product_id, change_id);
select core.company_only('catalogue.import_changes');
