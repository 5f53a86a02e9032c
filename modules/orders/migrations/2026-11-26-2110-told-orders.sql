-- What shops and sites told of each order, message by message, folded to what counts; see told/told-state.ts.
create table orders.told_orders (
  source text not null,
  -- The shop's own id of the order.
  external_id text collate "C" not null,
  state jsonb not null,
  changed_at timestamptz not null default now(),
  -- The order it became; none as long as its number or lines are not known.
  customer_id uuid,
  order_id uuid,
  -- Of the buyer told last: only another one moves the order to another customer.
  buyer_hash bigint,
  primary key (source, external_id),
  foreign key (customer_id, order_id) references orders.orders on delete cascade on update cascade
);
create index told_orders_of_order on orders.told_orders (customer_id, order_id);
create index told_orders_waiting on orders.told_orders (changed_at) where order_id is null;
select core.company_only('orders.told_orders');

-- Its shop tells what becomes of it: steps it tells stand on the timeline like those taken here.
alter table orders.orders add column is_told boolean not null default false;
