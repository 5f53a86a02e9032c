-- Two records of one person become one, and can be two again: nothing is deleted, each moved row remembers its origin.
alter table customers.customers drop constraint customers_stage_check;
alter table customers.customers add constraint customers_stage_check
  check (stage in ('visitor', 'lead', 'customer', 'anonymous', 'merged'));
-- The record this one was joined to; its own row keeps what it knew until then.
alter table customers.customers add column merged_into uuid references customers.customers;
create index customers_merged on customers.customers (merged_into) where merged_into is not null;

create table customers.merges (
  -- The record that stayed, as it stood then.
  customer_id uuid not null references customers.customers on delete cascade,
  merge_id uuid not null,
  merged_id uuid not null references customers.customers on delete cascade,
  unit_ids int[] not null,
  merged_at timestamptz not null,
  merged_by text not null,
  -- `hand`, `rule`, `score`, `visitor`: who or what decided.
  reason text not null check (reason in ('hand', 'rule', 'score', 'visitor')),
  -- Why, as the reviewer or the scan saw it.
  evidence jsonb not null default '{}',
  -- Of the joined record, what its row does not keep: {stage}.
  before jsonb not null,
  undone_at timestamptz,
  undone_by text,
  primary key (customer_id, merge_id)
);
create unique index merges_standing on customers.merges (merged_id) where undone_at is null;
select core.protect_by_units('customers.merges');

-- What a record that stayed was by itself before anything was joined to it: stage, tags, units, owner, first day.
create table customers.own_records (
  customer_id uuid primary key references customers.customers on delete cascade,
  unit_ids int[] not null,
  record jsonb not null
);
select core.protect_by_units('customers.own_records');

-- What each source said about a field and when: where a value comes from, and what else there is to choose.
create table customers.field_values (
  customer_id uuid not null references customers.customers on delete cascade,
  value_id uuid not null default core.uuid7(),
  unit_ids int[] not null,
  -- 'name', 'place', 'custom.size': a place is one thing.
  field text not null,
  source text not null,
  value jsonb not null,
  said_at timestamptz not null,
  said_by text,
  run_id uuid,
  -- Chosen by a person; stands until another is chosen.
  chosen_at timestamptz,
  chosen_by text,
  primary key (customer_id, value_id)
);
select core.protect_by_units('customers.field_values');

select core.belongs_to_customer('customers.identities', true, true);
select core.belongs_to_customer('customers.identity_owners', true, false);
select core.belongs_to_customer('customers.addresses', true, true);
select core.belongs_to_customer('customers.relations', true, true);
select core.belongs_to_customer('customers.consents', true, true);
select core.belongs_to_customer('customers.interactions', true, false);
select core.belongs_to_customer('customers.field_values', true, true);
select core.belongs_to_customer('customers.segment_members', false, true);
select core.belongs_to_customer('customers.search_words', false, true);
select core.belongs_to_customer('customers.import_changes', false, true);
select core.belongs_to_customer('customers.own_records', false, true);
select core.belongs_to_customer('customers.merges', false, true);
create unique index field_values_by_source on customers.field_values
  (customer_id, coalesce(origin_id, customer_id), field, source);
-- The record at the other end of a relation, where that one was joined.
alter table customers.relations add column other_origin_id uuid;
create index relations_of_other on customers.relations (other_id);

-- The record that stands for this one today.
create function customers.root_of(id uuid) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  with recursive up as (
    select customer_id, merged_into from customers.customers where customer_id = id
    union all
    select c.customer_id, c.merged_into from customers.customers c join up on c.customer_id = up.merged_into
  )
  select customer_id from up where merged_into is null
$$;

-- The records that were joined to this one, theirs included, and itself.
create function customers.joined_to(id uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
  with recursive down as (
    select id as customer_id
    union all
    select c.customer_id from customers.customers c join down on c.merged_into = down.customer_id
  )
  select array_agg(customer_id) from down
$$;

-- Moves rows of one record to another in every room: all of them, or those of some origins. A row whose like stands
-- there already (the same e-mail of both) stays where it is. Returns how many moved.
create function customers.move_rows(from_id uuid, into_id uuid, origins uuid[]) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  moving record;
  likeness text;
  moved bigint;
  total bigint := 0;
begin
  if not exists (select from customers.customers a, customers.customers b where a.customer_id = from_id
    and b.customer_id = into_id and customers.in_scope(a.unit_ids) and customers.in_scope(b.unit_ids)) then
    raise exception 'out of scope' using errcode = '42501';
  end if;
  for moving in
    select t.table_name, t.copies_units from core.customer_tables t where t.moves order by t.table_name
  loop
    select string_agg(format('o.%1$I = r.%1$I', a.attname), ' and ') into likeness
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = moving.table_name::regclass and i.indisprimary and a.attname <> 'customer_id';
    execute format($q$
      update %1$s r set customer_id = $2, origin_id = nullif(coalesce(r.origin_id, r.customer_id), $2) %3$s
      where r.customer_id = $1 and ($3 is null or coalesce(r.origin_id, r.customer_id) = any($3))
        and not exists (select from %1$s o where o.customer_id = $2 and %2$s) %4$s$q$,
      moving.table_name, likeness,
      case when moving.copies_units then
        ', unit_ids = (select c.unit_ids from customers.customers c where c.customer_id = $2)' else '' end,
      -- Nobody is related to themselves.
      case when moving.table_name = 'customers.relations' then ' and r.other_id <> $2' else '' end)
      using from_id, into_id, origins;
    get diagnostics moved = row_count;
    total := total + moved;
  end loop;
  update customers.relations r
  set other_id = into_id, other_origin_id = nullif(coalesce(r.other_origin_id, r.other_id), into_id)
  where r.other_id = from_id and r.customer_id <> into_id
    and (origins is null or coalesce(r.other_origin_id, r.other_id) = any(origins))
    and not exists (select from customers.relations o
      where o.customer_id = r.customer_id and o.other_id = into_id and o.kind = r.kind);
  return total;
end $$;

-- Who serves these customers, in the record and in every copy. `units` holds one text like {1,2} per customer.
create or replace function customers.set_units(ids uuid[], units text[]) returns setof uuid
language plpgsql security definer set search_path = pg_catalog as $$
declare
  wanted uuid[];
  copy text;
begin
  with asked as (
    select c.customer_id, a.units::int[] as unit_ids
    from unnest(ids, units) a (id, units)
    join customers.customers c on c.customer_id = a.id and customers.in_scope(c.unit_ids)
    where c.unit_ids <> a.units::int[] and cardinality(a.units::int[]) > 0
  ), written as (
    update customers.customers t set unit_ids = a.unit_ids, changed_at = now(), version = version + 1
    from asked a where t.customer_id = a.customer_id returning t.customer_id
  )
  select array_agg(customer_id) into wanted from written;
  if wanted is null then return; end if;
  for copy in select table_name from core.customer_tables where copies_units loop
    execute format('update %s t set unit_ids = c.unit_ids from customers.customers c
      where t.customer_id = any($1) and c.customer_id = t.customer_id and t.unit_ids <> c.unit_ids', copy) using wanted;
  end loop;
  return query select unnest(wanted);
end $$;

-- As owners_of, and from which record an identity came: what is told about it later is that record's.
create function customers.owners_with_origin(kinds text[], sources text[], keys text[])
returns table (nth bigint, customer_id uuid, origin_id uuid, visible boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select asked.nth, case when customers.in_scope(c.unit_ids) then c.customer_id end, o.origin_id, customers.in_scope(c.unit_ids)
  from unnest(kinds, sources, keys) with ordinality asked (kind, source, key, nth)
  join customers.identity_owners o on o.kind = asked.kind and o.source = asked.source and o.value_key = asked.key
  join customers.customers c on c.customer_id = o.customer_id
  union all
  select own.nth, case when customers.in_scope(c.unit_ids) then c.customer_id end, nullif(own.id, c.customer_id),
    customers.in_scope(c.unit_ids)
  from (
    select asked.nth, asked.key::uuid as id
    from unnest(kinds, sources, keys) with ordinality asked (kind, source, key, nth)
    where case when asked.kind = 'ref' and asked.source = 'rapport'
      then asked.key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' else false end
  ) own
  join customers.customers c on c.customer_id = customers.root_of(own.id) and c.stage <> 'anonymous'
$$;

revoke execute on function customers.root_of(uuid), customers.joined_to(uuid), customers.move_rows(uuid, uuid, uuid[]),
  customers.owners_with_origin(text[], text[], text[]) from public;
grant execute on function customers.root_of(uuid), customers.joined_to(uuid), customers.move_rows(uuid, uuid, uuid[]),
  customers.owners_with_origin(text[], text[], text[]) to rapport_company, rapport_units;
