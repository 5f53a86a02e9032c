create schema export;
grant usage on schema export to rapport_company, rapport_units;

-- One row a file that somebody asked for.
create table export.exports (
  export_id uuid primary key,
  -- Who may see it: the units of whoever asked.
  unit_ids int[] not null,
  what text not null check (what in ('customers', 'orders', 'interactions')),
  format text not null check (format in ('csv', 'xlsx')),
  -- {filter, q, segment, customerIds, source}, as they were asked.
  wish jsonb not null,
  maker_kind text not null check (maker_kind in ('staff', 'key')),
  maker_id text not null,
  maker_name text not null,
  task_id uuid not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  -- Which attempt writes: an earlier one that comes back to life writes nothing more.
  worker uuid,
  -- {units, masked, seesCost}: what the maker could see while the file was written.
  rights jsonb,
  rows bigint not null default 0,
  size bigint not null default 0,
  sha256 text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index exports_by_age on export.exports (created_at);
create index exports_at_work on export.exports (maker_id) where state in ('queued', 'running');
select core.protect_by_units('export.exports');

-- The bytes of the files, so that any process can serve what another one wrote. Only the house itself reads them.
create table export.chunks (
  export_id uuid not null references export.exports on delete cascade,
  nth int not null,
  bytes bytea not null check (length(bytes) <= 1048576),
  primary key (export_id, nth)
);
-- Compressed files don't get smaller, and CSV is gone in a day.
alter table export.chunks alter column bytes set storage external;
select core.company_only('export.chunks');
