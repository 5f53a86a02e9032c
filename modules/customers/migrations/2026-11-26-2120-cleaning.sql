-- How complete and valid a record is, 0 to 100, and what is missing or wrong with it. Null: not looked at yet.
alter table customers.customers add column quality int check (quality between 0 and 100);
alter table customers.customers add column gaps text[] not null default '{}';
-- The gaps stand in it, so that figures of the whole base are read from the index alone.
create index customers_by_quality on customers.customers (quality, customer_id) include (gaps) where listed;
create index customers_by_gaps on customers.customers using gin (gaps);

-- As ids_with_tags: inside a unit row security keeps the index from being used.
create function customers.ids_with_gaps(wanted text[], most int) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off as $$
begin
  return array(select c.customer_id from customers.customers c
    where c.gaps && wanted and c.listed and customers.in_scope(c.unit_ids) limit most);
end $$;
revoke execute on function customers.ids_with_gaps(text[], int) from public;
grant execute on function customers.ids_with_gaps(text[], int) to rapport_company, rapport_units;

-- Which cleaning rule would change which record, and which fields of it; the values are proposed anew when looked at.
create table customers.cleaning_findings (
  customer_id uuid not null references customers.customers on delete cascade,
  rule text not null,
  unit_ids int[] not null,
  fields text[] not null,
  primary key (customer_id, rule)
);
create index cleaning_findings_of_rule on customers.cleaning_findings (rule, customer_id) include (fields);
select core.protect_by_units('customers.cleaning_findings');
select core.belongs_to_customer('customers.cleaning_findings', false, true);

-- When the whole base was looked at.
create table customers.cleaning_checks (
  check_id uuid primary key,
  started_at timestamptz not null,
  seconds real not null,
  records int not null
);
select core.open_to_all('customers.cleaning_checks');

-- One use of a rule on many records.
create table customers.cleaning_runs (
  run_id uuid primary key,
  rule text not null,
  -- Units of who started it; empty: the whole company.
  unit_ids int[] not null,
  state text not null check (state in ('queued', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone')),
  -- Records to change; null: all that the rule finds.
  chosen_ids uuid[],
  except_ids uuid[] not null default '{}',
  -- The last record looked at, so that a run goes on where it was.
  reached uuid not null default '00000000-0000-0000-0000-000000000000',
  total int not null default 0,
  changed int not null default 0,
  restored int not null default 0,
  kept int not null default 0,
  started_kind text not null,
  started_by text not null,
  started_name text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  undone_name text,
  undone_at timestamptz,
  task_id uuid
);
create index cleaning_runs_by_time on customers.cleaning_runs (started_at desc, run_id desc);
select core.protect_by_units('customers.cleaning_runs');

-- What a run changed, value by value, so that it can be taken back.
create table customers.cleaning_changes (
  customer_id uuid not null references customers.customers on delete cascade,
  run_id uuid not null references customers.cleaning_runs on delete cascade,
  field text not null,
  unit_ids int[] not null,
  before jsonb not null,
  after jsonb not null,
  -- What sources had said that the run overruled: rows of field_values, or of an identity when it was verified.
  beside jsonb not null default '[]',
  state text not null default 'changed' check (state in ('changed', 'restored', 'kept')),
  primary key (customer_id, run_id, field)
);
create index cleaning_changes_of_run on customers.cleaning_changes (run_id, state, customer_id, field);
select core.protect_by_units('customers.cleaning_changes');
select core.belongs_to_customer('customers.cleaning_changes', false, true);

-- The quality of the base, once a day, for the company (unit 0) and each unit.
create table customers.quality_days (
  day date not null,
  unit_id int not null,
  customers int not null,
  points bigint not null,
  -- How many records of 0–9, 10–19, … 90–100 points.
  spread int[] not null,
  primary key (day, unit_id)
);
select core.protect_by_unit('customers.quality_days');
