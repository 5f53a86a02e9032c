-- New and changed records are compared as they come, with what the last scan of everybody learned.

-- What the last scan learned, compressed JSON: counts of names and places, so it is the house's own and not a unit's.
create table customers.duplicate_models (
  scan_id uuid primary key references customers.duplicate_scans on delete cascade,
  learned bytea not null
);
select core.company_only('customers.duplicate_models');
-- People inside a unit are warned by the model too, and read it by this only.
create function customers.learned_by(scan uuid) returns bytea
language sql stable security definer set search_path = pg_catalog as $$
  select m.learned from customers.duplicate_models m where m.scan_id = scan
$$;
revoke execute on function customers.learned_by(uuid) from public;
grant execute on function customers.learned_by(uuid) to rapport_company, rapport_units;

-- Keys by which records meet, as the last scan's rules make them. Listed customers only.
create table customers.duplicate_keys (
  customer_id uuid primary key references customers.customers on delete cascade,
  keys bigint[] not null
);
select core.company_only('customers.duplicate_keys');
-- Without a list of pending entries, which every look-up would have to read through.
create index duplicate_keys_by_key on customers.duplicate_keys using gin (keys) with (fastupdate = off);

-- Whose record changed in what the model reads, written in the transaction of the change. Only ever added to, so that
-- nobody waits for a scan.
create table customers.duplicate_changes (
  customer_id uuid not null,
  change_id bigint generated always as identity,
  -- When pairs of this record were scored again.
  done_at timestamptz,
  primary key (customer_id, change_id)
);
select core.company_only('customers.duplicate_changes');
create index duplicate_changes_open on customers.duplicate_changes (change_id) where done_at is null;
create index duplicate_changes_done on customers.duplicate_changes (done_at) where done_at is not null;

create function customers.note_new_records() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into customers.duplicate_changes (customer_id) select customer_id from made where listed;
  return null;
end $$;
create trigger duplicate_changes_of_new after insert on customers.customers
  referencing new table as made for each statement execute function customers.note_new_records();

create function customers.note_changed_record() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into customers.duplicate_changes (customer_id) values (new.customer_id);
  return null;
end $$;
create trigger duplicate_changes_of_changed
  after update of name, email, phone, gender, birthday, company, address, postcode, city, region_path, country, stage,
    archived_at, unit_ids on customers.customers
  for each row when ((old.listed or new.listed) and
    (old.name, old.email, old.phone, old.gender, old.birthday, old.company, old.address, old.postcode, old.city,
      old.region_path, old.country, old.listed, old.unit_ids) is distinct from
    (new.name, new.email, new.phone, new.gender, new.birthday, new.company, new.address, new.postcode, new.city,
      new.region_path, new.country, new.listed, new.unit_ids))
  execute function customers.note_changed_record();

-- Who has each of these keys, at most so many: a key that more have tells nobody apart.
create function customers.meet_by_keys(wanted bigint[], most int) returns table (nth bigint, customer_id uuid)
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off as $$
declare
  sees_all boolean := customers.in_scope('{}');
begin
  return query
    select k.nth, d.customer_id from unnest(wanted) with ordinality k (key, nth)
    cross join lateral (select r.customer_id from customers.duplicate_keys r where r.keys @> array[k.key] limit most) d
    where sees_all or exists (select from customers.customers c
      where c.customer_id = d.customer_id and customers.in_scope(c.unit_ids));
end $$;
revoke execute on function customers.meet_by_keys(bigint[], int) from public;
grant execute on function customers.meet_by_keys(bigint[], int) to rapport_company, rapport_units;

-- How two records agree in what is a person's own, field by field: as long as this stays, so does what people decided.
create function customers.evidence_of(reasons jsonb) returns text language sql immutable as $$
  select string_agg((r->>'field') || ' ' || (r->>'level'), ', ' order by r->>'field')
  from jsonb_array_elements(reasons) r where r->>'field' not in ('city', 'region', 'country', 'postcode')
$$;

alter table customers.duplicate_pairs drop constraint duplicate_pairs_state_check;
alter table customers.duplicate_pairs add constraint duplicate_pairs_state_check
  check (state in ('open', 'dismissed', 'household'));
-- They look like people who live together: nobody merges these by score.
alter table customers.duplicate_pairs add column looks_like_household boolean not null default false;
-- One of both imitates other letters: a person looks before they are joined.
alter table customers.duplicate_pairs add column looks_deceptive boolean not null default false;
drop index customers.duplicate_pairs_open;
create index duplicate_pairs_open on customers.duplicate_pairs
  (looks_like_household, probability desc, customer_id, other_id) where state = 'open';

alter table customers.relations drop constraint relations_kind_check;
alter table customers.relations add constraint relations_kind_check check (kind in ('member_of', 'has_member', 'spouse',
  'parent', 'child', 'colleague', 'referred', 'referred_by', 'same_household'));

-- Runs that joined many pairs at once, so that each can be taken back as one.
create table customers.merge_runs (
  run_id uuid primary key,
  -- Pairs were joined from this probability on.
  from_probability double precision not null,
  started_at timestamptz not null,
  started_by text not null,
  state text not null check (state in ('running', 'done', 'cancelled', 'undoing', 'undone'))
);
select core.open_to_all('customers.merge_runs');
alter table customers.merges add column run_id uuid references customers.merge_runs;
create index merges_of_run on customers.merges (run_id, merged_at) where run_id is not null;
