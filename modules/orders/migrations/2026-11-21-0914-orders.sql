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
  -- Whether its amounts count: a cancelled order's don't, nor those of a sale that its shop calls returned as a whole.
  counts boolean not null generated always as
    (status <> 'cancelled' and not (kind = 'sale' and status = 'returned')) stored,
  currency text not null,
  goods_micro bigint not null default 0,
  discount_micro bigint not null default 0,
  freight_micro bigint not null default 0,
  -- goods − discount, freight apart.
  revenue_micro bigint not null default 0,
  -- Of a sale: what later returns of the same customer took back of it; see match-returns.ts.
  taken_back_micro bigint not null default 0,
  -- Null: unknown for at least one line.
  cost_micro bigint,
  lines_count int not null default 0,
  -- Of a return: the sale it names.
  return_of uuid,
  channel text,
  -- The word the file used for the shop; the unit is 1 when no unit has that name.
  shop text,
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
  -- Known when it was cancelled here; a file doesn't say.
  cancelled_at timestamptz,
  reason text,
  -- What files said about the head of this order: a row that says the same again changes nothing.
  head_hashes bigint[] not null default '{}',
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
create index orders_by_channel on orders.orders (channel, ordered_at desc, order_id desc);
create index orders_by_region on orders.orders (region_path, ordered_at desc, order_id desc);
-- Few rows: only these need looking at when goods come back.
create index orders_taken_back on orders.orders (customer_id) where taken_back_micro <> 0;
-- The returns of a sale.
create index orders_returning on orders.orders (customer_id, return_of) where return_of is not null;
create index returns_by_time on orders.orders (ordered_at desc, order_id desc) where kind = 'return';
-- Rows of one run stand together on disk: a summary per block finds them and costs nothing to write.
create index orders_by_run on orders.orders using brin (run_id) with (pages_per_range = 32);
select core.protect_by_unit('orders.orders');

-- Which order a shop's number is: look-up by another key than the customer.
create table orders.order_numbers (
  source text not null,
  order_number text collate "C" not null,
  customer_id uuid not null,
  order_id uuid not null,
  unit_id int not null default 1,
  -- The number first: people search for it without knowing the shop.
  primary key (order_number, source),
  foreign key (customer_id, order_id) references orders.orders on delete cascade on update cascade
);
create index order_numbers_of_order on orders.order_numbers (order_id, customer_id);
select core.protect_by_unit('orders.order_numbers');

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
  freight_micro bigint not null default 0,
  -- quantity × unit price − discount, exact.
  revenue_micro bigint not null,
  cost_micro bigint,
  -- Of everything the file said about this line: equal lines of one order stand apart by their number only.
  content_hash bigint not null,
  -- Of a return that names its sale: the line it takes back.
  return_of_line int,
  -- The refused row that this line corrects.
  correction_of text,
  run_id uuid,
  primary key (customer_id, order_id, line_no),
  foreign key (customer_id, order_id) references orders.orders on delete cascade on update cascade
);
create index lines_by_product on orders.lines (product_id, customer_id);
create index lines_by_category on orders.lines (category_path, customer_id);
create index lines_taken_back on orders.lines (customer_id) where quantity < 0;
select core.protect_by_unit('orders.lines');

create table orders.import_changes (
  run_id uuid not null,
  change_id bigint generated always as identity,
  customer_id uuid not null,
  order_id uuid not null,
  unit_id int not null default 1,
  -- {order, lines} as they were.
  before jsonb not null,
  primary key (run_id, change_id)
);
create index import_changes_of_order on orders.import_changes (order_id, change_id);
select core.protect_by_unit('orders.import_changes');

-- The currencies orders are in, with how many; counted anew by a job after imports. The company's currency `auto` is
-- the first of them.
create table orders.currencies (
  currency text primary key,
  orders bigint not null,
  counted_at timestamptz not null default now()
);
select core.open_to_all('orders.currencies');

-- Numbers of orders that come without one.
create sequence orders.own_numbers start with 100001;
grant usage on sequence orders.own_numbers to rapport_company, rapport_units;
