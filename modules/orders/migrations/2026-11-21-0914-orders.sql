create schema orders;
grant usage on schema orders to rapport_company, rapport_units;

-- Amounts are millionths of the currency's major unit: shops quote prices with three and more decimals, and sums stay
-- exact until they are shown. Returns and credit notes are orders with negative lines.
create table orders.orders (
  customer_id uuid not null references customers.customers,
  order_id uuid not null,
  order_number text collate "C" not null,
  source text not null,
  ordered_at timestamptz not null,
  status text not null check (status in
    ('placed', 'paid', 'shipped', 'delivered', 'completed', 'cancelled', 'returned')),
  -- The word the shop used.
  status_given text,
  -- `sale`; `return` takes back goods of earlier sales (credit note, cancellation invoice).
  kind text not null default 'sale' check (kind in ('sale', 'return')),
  -- Whether its amounts count: a cancelled order does not.
  counts boolean not null generated always as (status <> 'cancelled') stored,
  currency text not null,
  goods_micro bigint not null default 0,
  discount_micro bigint not null default 0,
  freight_micro bigint not null default 0,
  -- goods − discount, freight apart.
  revenue_micro bigint not null default 0,
  -- Null: unknown for at least one line.
  cost_micro bigint,
  lines_count int not null default 0,
  channel text,
  unit_id int not null default 1,
  country text,
  region_path text collate "C",
  city text,
  voucher text,
  is_anonymous boolean not null default false,
  approved_at timestamptz,
  shipped_at timestamptz,
  delivered_at timestamptz,
  promised_at timestamptz,
  run_id uuid,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  version int not null default 1,
  primary key (customer_id, order_id)
);
create index orders_by_time on orders.orders (ordered_at desc, order_id desc);
create index orders_of_customer on orders.orders (customer_id, ordered_at desc, order_id desc);
create index orders_of_unit on orders.orders (unit_id, ordered_at desc, order_id desc);
create index orders_by_revenue on orders.orders (revenue_micro desc, order_id desc);
create index orders_by_status on orders.orders (status, ordered_at desc, order_id desc);
create index orders_by_run on orders.orders (run_id) where run_id is not null;
select core.protect_by_unit('orders.orders');

-- Which order a shop's number is: look-up by another key than the customer.
create table orders.order_numbers (
  source text not null,
  order_number text collate "C" not null,
  customer_id uuid not null,
  order_id uuid not null,
  primary key (source, order_number),
  foreign key (customer_id, order_id) references orders.orders on delete cascade on update cascade
);
create index order_numbers_by_number on orders.order_numbers (order_number);
create index order_numbers_of_order on orders.order_numbers (customer_id, order_id);
select core.company_only('orders.order_numbers');

create table orders.lines (
  customer_id uuid not null,
  order_id uuid not null,
  line_no int not null,
  unit_id int not null default 1,
  product_id uuid,
  sku text,
  product_name text,
  category_path text collate "C",
  brand text,
  quantity numeric(14, 3) not null,
  unit_price numeric(20, 6) not null,
  discount_micro bigint not null default 0,
  -- quantity × unit price − discount, exact.
  revenue_micro bigint not null,
  cost_micro bigint,
  -- Of everything the file said about this line: equal lines of one order stand apart by their number only.
  content_hash bigint not null,
  run_id uuid,
  primary key (customer_id, order_id, line_no),
  foreign key (customer_id, order_id) references orders.orders on delete cascade on update cascade
);
create index lines_by_product on orders.lines (product_id, customer_id);
create index lines_by_category on orders.lines (category_path, customer_id);
create index lines_by_run on orders.lines (run_id) where run_id is not null;
select core.protect_by_unit('orders.lines');

create table orders.import_changes (
  run_id uuid not null,
  change_id bigint generated always as identity,
  customer_id uuid not null,
  order_id uuid not null,
  before jsonb not null,
  primary key (run_id, change_id)
);
select core.company_only('orders.import_changes');
