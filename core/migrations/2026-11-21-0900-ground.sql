-- The ground of the house: ids, scope, events, audit, settings, sessions' keys live in rooms above.

create schema if not exists facts;
grant usage on schema core, facts to rapport_company, rapport_units;

-- UUID version 7 (RFC 9562): PostgreSQL has it from 18 on; this one works on 15 too.
create function core.uuid7() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
      placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
      from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

-- The units a transaction may see, from its SET LOCAL; nothing set, nothing seen.
create function core.scope_units() returns int[] language sql stable parallel safe as $$
  select string_to_array(nullif(current_setting('rapport.units', true), ''), ',')::int[]
$$;

-- Rows that belong to several units (a customer and what is about the person).
create function core.protect_by_units(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('grant select, insert, update, delete on %s to rapport_company, rapport_units', target);
  execute format('create policy company on %s to rapport_company using (true) with check (true)', target);
  execute format($p$create policy units on %s to rapport_units
    using (unit_ids && string_to_array(nullif(current_setting('rapport.units', true), ''), ',')::int[])
    with check (unit_ids && string_to_array(nullif(current_setting('rapport.units', true), ''), ',')::int[])$p$, target);
end $$;

-- Rows that happened in one unit (an order, a call).
create function core.protect_by_unit(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('grant select, insert, update, delete on %s to rapport_company, rapport_units', target);
  execute format('create policy company on %s to rapport_company using (true) with check (true)', target);
  execute format($p$create policy units on %s to rapport_units
    using (unit_id = any(string_to_array(nullif(current_setting('rapport.units', true), ''), ',')::int[]))
    with check (unit_id = any(string_to_array(nullif(current_setting('rapport.units', true), ''), ',')::int[]))$p$, target);
end $$;

-- Rows of the whole company that everybody signed in may read (settings, products); permissions guard the writing.
create function core.open_to_all(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('grant select, insert, update, delete on %s to rapport_company, rapport_units', target);
  execute format('create policy everyone on %s to rapport_company, rapport_units using (true) with check (true)', target);
end $$;

-- Rows that only the house itself may touch (secrets, sessions): never visible inside a unit's scope.
create function core.company_only(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('grant select, insert, update, delete on %s to rapport_company', target);
  execute format('create policy company on %s to rapport_company using (true) with check (true)', target);
end $$;

create table core.settings (
  name text primary key,
  value jsonb not null,
  version int not null default 1,
  changed_at timestamptz not null default now(),
  changed_by text
);
select core.open_to_all('core.settings');

create table core.events (
  event_id uuid primary key,
  name text not null,
  customer_id uuid,
  payload jsonb not null,
  actor text not null,
  request_id text,
  announced_at timestamptz not null default now()
);
create index events_of_customer on core.events (customer_id, event_id) where customer_id is not null;
create index events_by_name on core.events (name, event_id);

create table core.reactions_done (
  event_id uuid not null,
  reaction text not null,
  done_at timestamptz not null default now(),
  primary key (event_id, reaction)
);
select core.company_only('core.events'), core.company_only('core.reactions_done');

create table core.audit_log (
  entry_id uuid primary key default core.uuid7(),
  at timestamptz not null default now(),
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  action text not null,
  target text,
  customer_id uuid,
  details jsonb not null default '{}',
  request_id text,
  address text
);
create index audit_by_time on core.audit_log (at desc, entry_id desc);
create index audit_of_actor on core.audit_log (actor_id, at desc);
create index audit_of_customer on core.audit_log (customer_id, at desc) where customer_id is not null;
create index audit_by_action on core.audit_log (action, at desc);
alter table core.audit_log enable row level security;
grant insert on core.audit_log to rapport_company, rapport_units;
grant select on core.audit_log to rapport_company;
create policy write_only on core.audit_log for insert to rapport_company, rapport_units with check (true);
create policy readable on core.audit_log for select to rapport_company using (true);

create table core.idempotency_keys (
  principal text not null,
  key text not null,
  request_hash text not null,
  status int,
  reply jsonb,
  created_at timestamptz not null default now(),
  primary key (principal, key)
);
create index idempotency_by_age on core.idempotency_keys (created_at);
select core.open_to_all('core.idempotency_keys');

-- Live state of long jobs, shown in the desk's tray.
create table core.tasks (
  task_id uuid primary key,
  kind text not null,
  title text not null,
  state text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0,
  total bigint,
  result jsonb,
  error text,
  cancel_asked boolean not null default false,
  owner_id text,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create index tasks_of_owner on core.tasks (owner_id, created_at desc);
select core.open_to_all('core.tasks');

-- Everything a transaction has to tell, in one call just before it commits: events, jobs and live notes
-- commit with the change or not at all. Runs as the owner because the job queue is the owner's.
create function core.tell(events jsonb, jobs jsonb, notes text[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  job jsonb;
  note text;
begin
  insert into core.events (event_id, name, customer_id, payload, actor, request_id)
  select (e->>'id')::uuid, e->>'name', (e->>'customerId')::uuid, e->'payload', e->>'actor', e->>'requestId'
  from jsonb_array_elements(events) e;
  for job in select * from jsonb_array_elements(jobs) loop
    perform graphile_worker.add_job(
      job->>'name', (job->'payload')::json,
      queue_name => job->>'queue',
      run_at => coalesce((job->>'runAt')::timestamptz, now()),
      max_attempts => coalesce((job->>'attempts')::int, 12),
      job_key => job->>'key',
      job_key_mode => coalesce(job->>'keyMode', 'replace'));
  end loop;
  foreach note in array notes loop
    perform pg_notify('rapport_live', note);
  end loop;
end $$;
revoke execute on function core.tell(jsonb, jsonb, text[]) from public;
grant execute on function core.tell(jsonb, jsonb, text[]) to rapport_company, rapport_units;

create table core.secrets (
  name text primary key,
  value text not null,
  created_at timestamptz not null default now()
);
select core.company_only('core.secrets');

-- Which workers of the job queue live; written and read by the owner only.
create table core.workers (
  worker_id text primary key,
  beat_at timestamptz not null default now()
);
