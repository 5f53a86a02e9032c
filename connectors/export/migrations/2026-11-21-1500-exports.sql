create schema exports;
grant usage on schema exports to rapport_company, rapport_units;

-- One row a file that somebody asked for. The file itself lies in the data folder and is gone after a day.
create table exports.exports (
  export_id uuid primary key,
  kind text not null check (kind in ('customers', 'orders', 'interactions')),
  format text not null check (format in ('csv', 'xlsx')),
  -- What is asked for: {filter, q, segment, customerIds}.
  asked jsonb not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  -- Of API keys, whose rights are no longer known when the job runs: {units, masked}.
  rights jsonb,
  task_id uuid,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled', 'gone')),
  rows bigint not null default 0,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index exports_by_age on exports.exports (created_at);
select core.open_to_all('exports.exports');
