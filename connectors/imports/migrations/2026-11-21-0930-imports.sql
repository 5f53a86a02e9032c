create schema imports;
grant usage on schema imports to rapport_company, rapport_units;

-- One row a file that was brought in, by the desk, the API or the command line.
create table imports.runs (
  run_id uuid primary key,
  -- Who may see it: the units of whoever started it.
  unit_ids int[] not null,
  state text not null check (state in
    ('uploading', 'guessed', 'staging', 'applying', 'done', 'failed', 'cancelled', 'reverting', 'reverted')),
  file_name text not null,
  file_size bigint not null default 0,
  file_sha256 text,
  -- Random name in the data folder's `files`, or the path a command was given; null once the file is gone.
  file_key text,
  file_path text,
  form jsonb,
  header jsonb,
  guess jsonb,
  kind text check (kind in ('customers', 'products', 'orders', 'interactions')),
  mapping jsonb,
  source text not null,
  started_by text not null,
  started_by_name text not null,
  -- Their present rights are asked for again by every process that goes on with the run.
  actor_kind text not null check (actor_kind in ('staff', 'key', 'system')),
  actor_id text not null,
  actor jsonb,
  task_id uuid,
  -- Of which earlier run this is the same file under the same mapping.
  same_as uuid,
  rows_read bigint not null default 0,
  rows_new bigint not null default 0,
  rows_changed bigint not null default 0,
  rows_unchanged bigint not null default 0,
  rows_refused bigint not null default 0,
  rows_anonymous bigint not null default 0,
  -- Counts of what was left out of rows that were right otherwise: {"phone not_a_phone": 12}.
  notes jsonb not null default '{}',
  -- How far the staged rows are written; moves in the transaction that writes them.
  cursor_person text collate "C" not null default '',
  cursor_group text collate "C" not null default '',
  cursor_line int not null default 0,
  -- Which process works on it; another one takes over when the sign of life gets old.
  worker text,
  cancel_asked boolean not null default false,
  alive_at timestamptz not null default now(),
  error_code text,
  error text,
  error_line int,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  version int not null default 1
);

create index runs_by_file on imports.runs (file_sha256) where file_sha256 is not null;
create index runs_at_work on imports.runs (alive_at) where state in ('staging', 'applying', 'reverting');
select core.protect_by_units('imports.runs');

-- Checked rows on their way. They can be made again from the file, so their loss in a crash of the database server
-- costs a second reading, and keeping them out of its log makes imports a third faster.
create unlogged table imports.rows (
  run_id uuid not null,
  -- Who it is about, as the file says it: what concerns one customer is written together, so that their record is
  -- touched once a run and not once a batch.
  person_key text collate "C" not null,
  -- Order number, so that lines of one order come together however the file is sorted.
  group_key text collate "C" not null,
  -- Line of the first of the packed rows.
  line int not null,
  row_count int not null,
  -- [[line, value, …], …]
  packed text not null,
  unit_ids int[] not null,
  primary key (run_id, person_key, group_key, line)
);
select core.protect_by_units('imports.rows');

create table imports.refused (
  run_id uuid not null,
  line int not null,
  columns text[] not null,
  given text[] not null,
  reasons text[] not null,
  -- The row as it stands in the file; null until the file is looked at again for rows that were refused late.
  cells text[],
  unit_ids int[] not null,
  primary key (run_id, line)
);
select core.protect_by_units('imports.refused');
