create schema customers;
grant usage on schema customers to rapport_company, rapport_units;

-- One row a customer: what is asked of them in lists stands here, so that every list is a one-table read.
create table customers.customers (
  customer_id uuid primary key,
  -- `anonymous` is the one record that holds sales without a customer; it is in no list.
  stage text not null default 'customer' check (stage in ('visitor', 'lead', 'customer', 'anonymous')),
  kind text not null default 'person' check (kind in ('person', 'organisation', 'household')),
  -- As it was typed, byte for byte.
  name text not null default '',
  -- Folded for sorting: pinyin for Chinese names.
  name_sort text collate "C" not null default '',
  unit_ids int[] not null default '{1}',
  owner_staff_id uuid,
  -- Chosen ones of the identities, for lists.
  email text,
  phone text,
  gender text check (gender in ('female', 'male', 'other')),
  birthday date,
  country text,
  -- 'CN/广东/深圳': a parent contains its children as a prefix.
  region_path text collate "C",
  city text,
  address text,
  postcode text,
  company text,
  tags text[] not null default '{}',
  custom jsonb not null default '{}',
  search tsvector not null default '',
  -- Copies of what other rooms know, kept by reactions; see keep-metrics.
  orders_count int not null default 0,
  revenue_micro bigint not null default 0,
  profit_micro bigint not null default 0,
  first_order_at timestamptz,
  last_order_at timestamptz,
  returns_count int not null default 0,
  complaints_count int not null default 0,
  recency_score smallint,
  frequency_score smallint,
  money_score smallint,
  class text check (class in ('key', 'worth_winning', 'dispensable')),
  segment_ids int[] not null default '{}',
  last_interaction_at timestamptz,
  -- Neither anonymous, nor a visitor, nor merged, nor archived.
  listed boolean not null generated always as (stage in ('lead', 'customer') and archived_at is null) stored,
  archived_at timestamptz,
  source text not null default 'desk',
  run_id uuid,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  version int not null default 1
);
select core.protect_by_units('customers.customers');
create index customers_by_name on customers.customers (name_sort, customer_id) where listed;
create index customers_by_created on customers.customers (created_at desc, customer_id desc) where listed;
create index customers_by_last_order on customers.customers (last_order_at desc nulls last, customer_id desc) where listed;
create index customers_by_last_interaction on customers.customers (last_interaction_at desc nulls last, customer_id desc) where listed;
create index customers_by_orders on customers.customers (orders_count desc, customer_id desc) where listed;
create index customers_by_revenue on customers.customers (revenue_micro desc, customer_id desc) where listed;
create index customers_by_profit on customers.customers (profit_micro desc, customer_id desc) where listed;
create index customers_by_region on customers.customers (region_path, customer_id) where listed;
create index customers_by_class on customers.customers (class, recency_score, frequency_score, money_score) where listed;
create index customers_by_owner on customers.customers (owner_staff_id) where listed;
create index customers_by_birthday on customers.customers (birthday) where listed;
create index customers_by_units on customers.customers using gin (unit_ids);
create index customers_by_tags on customers.customers using gin (tags);
create index customers_by_segments on customers.customers using gin (segment_ids);
create index customers_by_custom on customers.customers using gin (custom jsonb_path_ops);
create index customers_by_words on customers.customers using gin (search);
create index customers_by_run on customers.customers (run_id) where run_id is not null;

-- Everything a customer can be known by.
create table customers.identities (
  customer_id uuid not null references customers.customers on delete cascade,
  kind text not null,
  -- Whose number it is: '' for e-mail, phone and card; the shop's name for its references.
  source text not null default '',
  -- Normalised; comparisons use it.
  value_key text collate "C" not null,
  value text not null,
  unit_ids int[] not null,
  is_primary boolean not null default false,
  verified_at timestamptz,
  created_at timestamptz not null default now(),
  run_id uuid,
  primary key (customer_id, kind, source, value_key)
);
select core.protect_by_units('customers.identities');

-- Who is behind an identity: a small look-up table of its own. The first who had it owns it.
create table customers.identity_owners (
  kind text not null,
  source text not null,
  value_key text collate "C" not null,
  customer_id uuid not null references customers.customers on delete cascade,
  primary key (kind, source, value_key)
);
create index identity_owners_of_customer on customers.identity_owners (customer_id);
select core.company_only('customers.identity_owners');

create table customers.addresses (
  customer_id uuid not null references customers.customers on delete cascade,
  address_id uuid not null,
  unit_ids int[] not null,
  purpose text not null default 'delivery' check (purpose in ('delivery', 'billing', 'home', 'work')),
  recipient text,
  phone text,
  country text,
  region text,
  city text,
  street text,
  postcode text,
  is_primary boolean not null default false,
  created_at timestamptz not null default now(),
  version int not null default 1,
  primary key (customer_id, address_id)
);
select core.protect_by_units('customers.addresses');

-- Organisation and household: one row on each side.
create table customers.relations (
  customer_id uuid not null references customers.customers on delete cascade,
  other_id uuid not null references customers.customers on delete cascade,
  kind text not null check (kind in ('member_of', 'has_member', 'spouse', 'parent', 'child', 'colleague', 'referred', 'referred_by')),
  unit_ids int[] not null,
  note text,
  created_at timestamptz not null default now(),
  primary key (customer_id, other_id, kind)
);
select core.protect_by_units('customers.relations');

create table customers.custom_fields (
  field_key text primary key check (field_key ~ '^[a-z][a-z0-9_]{0,40}$'),
  label text not null,
  type text not null check (type in ('text', 'number', 'date', 'choice', 'yesno')),
  choices text[] not null default '{}',
  position int not null default 0,
  retired_at timestamptz,
  version int not null default 1
);
select core.open_to_all('customers.custom_fields');

-- Append-only: the app may add rows, never change or remove them.
create table customers.consents (
  customer_id uuid not null references customers.customers on delete cascade,
  consent_id uuid not null,
  unit_ids int[] not null,
  channel text not null check (channel in ('email', 'sms', 'phone', 'post', 'wechat', 'web')),
  purpose text not null check (purpose in ('marketing', 'service', 'profiling', 'sharing')),
  state text not null check (state in ('given', 'withdrawn')),
  at timestamptz not null,
  recorded_by text not null,
  text_version text,
  source text not null,
  evidence text,
  address text,
  primary key (customer_id, consent_id)
);
select core.protect_by_units('customers.consents');
revoke update, delete on customers.consents from rapport_company, rapport_units;

-- The one timeline: whatever passes between a customer and the company. Append-only, by month.
create table customers.interactions (
  customer_id uuid not null,
  occurred_at timestamptz not null,
  interaction_id uuid not null,
  unit_id int not null,
  channel text not null,
  kind text not null,
  direction text not null check (direction in ('inbound', 'outbound', 'internal')),
  subject text,
  body text,
  staff_id uuid,
  staff_name text,
  -- The record of the room that tells it: {"order": "…"}.
  data jsonb,
  source text not null,
  run_id uuid,
  recorded_at timestamptz not null default now(),
  primary key (customer_id, occurred_at, interaction_id),
  foreign key (customer_id) references customers.customers on delete cascade
) partition by range (occurred_at);
create index interactions_by_kind on customers.interactions (kind, occurred_at);
create index interactions_by_run on customers.interactions (run_id) where run_id is not null;
select core.protect_by_unit('customers.interactions');

-- Makes the partitions of a range of months that are missing. Months are the owner's to make, so it runs as the owner.
create function customers.ensure_interaction_months(first timestamptz, last timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  month timestamp := date_trunc('month', first at time zone 'UTC');
  name text;
begin
  if first < '1900-01-01+00' or last >= '2101-01-01+00' then
    raise exception 'interaction outside 1900 to 2100' using errcode = '22008';
  end if;
  while month <= last at time zone 'UTC' loop
    name := 'interactions_' || to_char(month, 'YYYYMM');
    if to_regclass('customers.' || name) is null then
      perform pg_advisory_xact_lock(7267712);
      if to_regclass('customers.' || name) is null then
        execute format('create table customers.%I partition of customers.interactions for values from (%L) to (%L)',
          name, month::text || '+00', (month + interval '1 month')::text || '+00');
      end if;
    end if;
    month := month + interval '1 month';
  end loop;
end $$;
revoke execute on function customers.ensure_interaction_months(timestamptz, timestamptz) from public;
grant execute on function customers.ensure_interaction_months(timestamptz, timestamptz) to rapport_company, rapport_units;

create table customers.segments (
  segment_id int primary key generated always as identity,
  name text not null unique,
  description text,
  condition jsonb not null,
  members_count int not null default 0,
  evaluated_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  archived_at timestamptz,
  version int not null default 1
);
select core.open_to_all('customers.segments');

create table customers.segment_members (
  customer_id uuid not null references customers.customers on delete cascade,
  segment_id int not null references customers.segments on delete cascade,
  unit_ids int[] not null,
  since timestamptz not null default now(),
  primary key (customer_id, segment_id)
);
create index segment_members_of_segment on customers.segment_members (segment_id, customer_id);
select core.protect_by_units('customers.segment_members');

-- Saved views of lists (customers, orders, …).
create table customers.views (
  view_id uuid primary key,
  list text not null,
  name text not null,
  owner_staff_id uuid,
  shared boolean not null default false,
  definition jsonb not null,
  position int not null default 0,
  created_at timestamptz not null default now(),
  version int not null default 1
);
select core.open_to_all('customers.views');

-- What an import changed in rows that were there before, so that it can be taken back.
create table customers.import_changes (
  run_id uuid not null,
  change_id bigint generated always as identity,
  customer_id uuid not null,
  before jsonb not null,
  primary key (run_id, change_id)
);
select core.company_only('customers.import_changes');
