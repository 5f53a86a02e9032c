create schema webhooks;
grant usage on schema webhooks to rapport_company, rapport_units;

-- Addresses that are told what happens here.
create table webhooks.endpoints (
  endpoint_id uuid primary key,
  url text not null,
  description text not null,
  -- Types of events (`orders.order.placed`), or all of a room (`orders.*`).
  events text[] not null,
  -- Sealed with the house's secret; the one before signs beside it until its time is over.
  secret bytea not null,
  old_secret bytea,
  old_secret_until timestamptz,
  disabled_at timestamptz,
  -- Null: by hand. `gone`: it answered 410.
  disabled_why text check (disabled_why in ('gone')),
  last_success_at timestamptz,
  last_failure_at timestamptz,
  -- Failures since the last success; after some the address rests a while, so that it holds up nobody.
  failures int not null default 0,
  resting_until timestamptz,
  -- When its owner was told that something was given up; told again only after it has worked again.
  alerted_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now(),
  version int not null default 1
);
select core.company_only('webhooks.endpoints');

-- What is told, once for all who want it. Its id is the `webhook-id` of every attempt.
create table webhooks.messages (
  message_id uuid primary key,
  type text not null,
  occurred_at timestamptz not null,
  data jsonb not null,
  -- How many webhooks of ours led to it.
  hops smallint not null default 0
);
select core.company_only('webhooks.messages');

create table webhooks.deliveries (
  endpoint_id uuid not null references webhooks.endpoints on delete cascade,
  message_id uuid not null references webhooks.messages on delete cascade,
  -- `cut`: it would go round in a circle. `parked`: given up until somebody sends it again.
  state text not null check (state in ('waiting', 'sending', 'delivered', 'parked', 'cut')),
  attempts int not null default 0,
  -- Waiting: when it is due. Sending: when whoever sends it is taken for dead.
  next_at timestamptz not null,
  -- When it began to be tried: it is given up some days after.
  since timestamptz not null,
  last_at timestamptz,
  last_status int,
  -- Why there is no status: `no_answer`, `answer_too_slow`, `address_not_allowed`, …
  last_error text,
  last_ms int,
  primary key (endpoint_id, message_id)
);
create index deliveries_due on webhooks.deliveries (endpoint_id, next_at, message_id) where state in ('waiting', 'sending');
create index deliveries_by_state on webhooks.deliveries (endpoint_id, state, message_id);
create index deliveries_of_message on webhooks.deliveries (message_id);
select core.company_only('webhooks.deliveries');
