create schema segment;
grant usage on schema segment to rapport_company, rapport_units;

-- One row a site, app or server that sends events; its write key can only write.
create table segment.sources (
  source_id int primary key generated always as identity,
  name text not null,
  -- Stands on public pages, so it is no secret; it opens nothing but the intake.
  write_key text not null unique,
  -- References, visitors and orders of this site stand under this name.
  source text not null,
  unit_id int not null default 1,
  -- Web sites whose pages may send from a browser; none: any.
  origins text[] not null default '{}',
  -- Whether the script asks before it tracks.
  asks_consent boolean not null default false,
  -- Most events a minute.
  quota int not null default 300000,
  last_event_at timestamptz,
  created_by text not null,
  created_at timestamptz not null default now(),
  disabled_at timestamptz,
  version int not null default 1
);
select core.company_only('segment.sources');

-- Requests as they came, safe on disk before they are answered; gone when their events are taken in.
create table segment.inbox (
  batch_id uuid primary key,
  source_id int not null references segment.sources on delete cascade,
  received_at timestamptz not null,
  sent_at timestamptz,
  -- Texts of a batch's own, that its events inherit: {"context": …}.
  inherited jsonb,
  events jsonb not null
);
select core.company_only('segment.inbox');

-- Which messages were taken in: one that comes again changes nothing. Forgotten after 40 days.
create table segment.seen (
  source_id int not null references segment.sources on delete cascade,
  message_key uuid not null,
  seen_on date not null,
  primary key (source_id, message_key)
);
create index seen_by_day on segment.seen (seen_on);
select core.company_only('segment.seen');

-- Events that could not be taken in, with why; by hand they can be tried again.
create table segment.parked (
  parked_id uuid primary key,
  source_id int not null references segment.sources on delete cascade,
  received_at timestamptz not null,
  reason text not null,
  event jsonb not null
);
create index parked_of_source on segment.parked (source_id, parked_id desc);
select core.company_only('segment.parked');

-- How many events came, by minute; several rows a minute, so that senders don't wait for each other.
create table segment.usage (
  source_id int not null references segment.sources on delete cascade,
  minute timestamptz not null,
  shard smallint not null,
  events int not null,
  primary key (source_id, minute, shard)
);
select core.company_only('segment.usage');

-- Names of properties that were met, at most a thousand a source; values of others are left out.
create table segment.property_names (
  source_id int not null references segment.sources on delete cascade,
  name text not null,
  primary key (source_id, name)
);
select core.company_only('segment.property_names');
