create schema shops;
grant usage on schema shops to rapport_company, rapport_units;

-- One row a shop that is connected.
create table shops.connections (
  connection_id int primary key generated always as identity,
  platform text not null check (platform in ('shopify', 'woocommerce', 'vendure')),
  name text not null,
  -- References, order numbers and products of this shop stand under this name.
  source text not null unique,
  unit_id int not null default 1,
  address text not null,
  -- What the house signs in with at the shop, and what the shop signs its messages with; sealed.
  access bytea not null,
  secret bytea,
  former_secret bytea,
  -- Until then messages signed with the former secret are good, too.
  former_until timestamptz,
  -- Part of the address that the shop sends to: nobody else's guess.
  hook_key text not null unique,
  -- Where the pull stands: {part, after, since}; null: none is under way.
  pull jsonb,
  pull_started_at timestamptz,
  pulled jsonb not null default '{}',
  -- When a pull was last begun that came to its end: the next one asks for what changed since.
  pulled_at timestamptz,
  last_message_at timestamptz,
  error text,
  error_at timestamptz,
  disabled_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now(),
  version int not null default 1
);
select core.company_only('shops.connections');

-- What shops sent, safe on disk before it is answered; the same message again is the same row.
create table shops.messages (
  message_id uuid primary key,
  connection_id int not null references shops.connections on delete cascade,
  received_at timestamptz not null,
  topic text not null,
  body_hash uuid not null,
  -- Gone some days after it was taken in.
  body jsonb,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'parked')),
  reason text,
  tries int not null default 0,
  next_try_at timestamptz not null default now(),
  unique (connection_id, topic, body_hash)
);
create index messages_waiting on shops.messages (connection_id, next_try_at, message_id) where state = 'waiting';
create index messages_of_shop on shops.messages (connection_id, message_id desc);
create index messages_parked on shops.messages (connection_id, message_id desc) where state = 'parked';
select core.company_only('shops.messages');

-- When each field of a customer or product was last told, with a hash of the value: what comes late changes nothing.
create table shops.told (
  connection_id int not null references shops.connections on delete cascade,
  kind text not null,
  external_id text collate "C" not null,
  fields jsonb not null,
  primary key (connection_id, kind, external_id)
);
select core.company_only('shops.told');
