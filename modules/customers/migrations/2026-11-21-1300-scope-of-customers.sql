-- Look-ups and writes that reach past row security do so here, each with the same predicate that the policies have.

-- May the present transaction see rows of these units? Security definer functions ask it, where policies don't apply.
create function customers.in_scope(unit_ids int[]) returns boolean language sql stable parallel safe as $$
  select case current_setting('role')
    when 'rapport_company' then true
    when 'rapport_units' then coalesce(unit_ids && core.scope_units(), false)
    else false
  end
$$;

-- Who is behind these identities. An owner out of scope is named as such and stays unknown.
create function customers.owners_of(kinds text[], sources text[], keys text[])
returns table (nth bigint, customer_id uuid, visible boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select asked.nth, case when customers.in_scope(c.unit_ids) then c.customer_id end, customers.in_scope(c.unit_ids)
  from unnest(kinds, sources, keys) with ordinality asked (kind, source, key, nth)
  join customers.identity_owners o on o.kind = asked.kind and o.source = asked.source and o.value_key = asked.key
  join customers.customers c on c.customer_id = o.customer_id
$$;

-- Makes customers the owners of identities nobody owns yet; returns the places of those that somebody owns already.
create function customers.claim_identities(ids uuid[], kinds text[], sources text[], keys text[])
returns setof bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  claimed bigint;
begin
  insert into customers.identity_owners (kind, source, value_key, customer_id)
  select wanted.kind, wanted.source, wanted.key, wanted.id
  from unnest(ids, kinds, sources, keys) wanted (id, kind, source, key)
  join customers.customers c on c.customer_id = wanted.id and customers.in_scope(c.unit_ids)
  on conflict do nothing;
  get diagnostics claimed = row_count;
  if claimed = cardinality(ids) then return; end if;
  return query
    select wanted.nth from unnest(ids, kinds, sources, keys) with ordinality wanted (id, kind, source, key, nth)
    join customers.identity_owners o
      on o.kind = wanted.kind and o.source = wanted.source and o.value_key = wanted.key and o.customer_id <> wanted.id;
end $$;

-- Gives identities up. They pass to who else carries them, the earliest first.
create function customers.release_identities(ids uuid[], kinds text[], sources text[], keys text[]) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from customers.identity_owners o
  using unnest(ids, kinds, sources, keys) given (id, kind, source, key), customers.customers c
  where o.kind = given.kind and o.source = given.source and o.value_key = given.key and o.customer_id = given.id
    and c.customer_id = given.id and customers.in_scope(c.unit_ids);
  insert into customers.identity_owners (kind, source, value_key, customer_id)
  select distinct on (i.kind, i.source, i.value_key) i.kind, i.source, i.value_key, i.customer_id
  from unnest(kinds, sources, keys) given (kind, source, key)
  join customers.identities i on i.kind = given.kind and i.source = given.source and i.value_key = given.key
  where i.customer_id <> all (ids)
  order by i.kind, i.source, i.value_key, i.created_at, i.customer_id
  on conflict do nothing;
end $$;
create index identities_by_key on customers.identities (value_key, kind, source);

-- Who serves these customers, in the record and in every copy. `units` holds one text like {1,2} per customer.
create function customers.set_units(ids uuid[], units text[]) returns setof uuid
language plpgsql security definer set search_path = pg_catalog as $$
begin
  return query
  with wanted as (
    select c.customer_id, asked.units::int[] as unit_ids
    from unnest(ids, units) asked (id, units)
    join customers.customers c on c.customer_id = asked.id and customers.in_scope(c.unit_ids)
    where c.unit_ids <> asked.units::int[] and cardinality(asked.units::int[]) > 0
  ), record as (
    update customers.customers t set unit_ids = w.unit_ids, changed_at = now(), version = version + 1
    from wanted w where t.customer_id = w.customer_id
  ), identity as (
    update customers.identities t set unit_ids = w.unit_ids from wanted w where t.customer_id = w.customer_id
  ), address as (
    update customers.addresses t set unit_ids = w.unit_ids from wanted w where t.customer_id = w.customer_id
  ), relation as (
    update customers.relations t set unit_ids = w.unit_ids from wanted w where t.customer_id = w.customer_id
  ), consent as (
    update customers.consents t set unit_ids = w.unit_ids from wanted w where t.customer_id = w.customer_id
  ), member as (
    update customers.segment_members t set unit_ids = w.unit_ids from wanted w where t.customer_id = w.customer_id
  ), change as (
    update customers.import_changes t set unit_ids = w.unit_ids from wanted w where t.customer_id = w.customer_id
  )
  select customer_id from wanted;
end $$;

-- An importer inside a unit keeps before-images too, of the customers it may see.
alter table customers.import_changes add column unit_ids int[] not null default '{1}';
create index import_changes_of_customer on customers.import_changes (customer_id);
drop policy company on customers.import_changes;
select core.protect_by_units('customers.import_changes');

-- Which run wrote a customer last: within one run the first row decides and later ones only fill gaps, so that
-- the same file gives the same record each time, however its rows fall into batches.
create table customers.import_marks (
  customer_id uuid not null references customers.customers on delete cascade,
  source text not null,
  run_id uuid not null,
  primary key (customer_id, source)
);
select core.open_to_all('customers.import_marks');

-- Customers whose words match, most telling first. Row security would keep the words' index from being used
-- (`@@` may not run before a policy), so the policy's predicate stands here.
create function customers.find_by_words(exact text, starts text, most int) returns table (customer_id uuid, rank int)
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off as $$
begin
  return query
  select hit.customer_id, min(hit.rank) from (
    (select c.customer_id, 1 as rank from customers.customers c
      where c.search @@ exact::tsquery and c.listed and customers.in_scope(c.unit_ids) limit most)
    union all
    (select c.customer_id, 2 from customers.customers c
      where c.search @@ starts::tsquery and c.listed and customers.in_scope(c.unit_ids) limit most)
  ) hit group by hit.customer_id;
end $$;

revoke execute on function customers.owners_of(text[], text[], text[]),
  customers.claim_identities(uuid[], text[], text[], text[]),
  customers.release_identities(uuid[], text[], text[], text[]), customers.set_units(uuid[], text[]),
  customers.find_by_words(text, text, int) from public;
grant execute on function customers.owners_of(text[], text[], text[]),
  customers.claim_identities(uuid[], text[], text[], text[]),
  customers.release_identities(uuid[], text[], text[], text[]), customers.set_units(uuid[], text[]),
  customers.find_by_words(text, text, int) to rapport_company, rapport_units;

-- Sales without a customer belong to this record.
insert into customers.customers (customer_id, stage, source) values
  ('00000000-0000-7000-8000-000000000001', 'anonymous', 'house');

-- What an import claimed is found again when the import is taken back.
create index consents_by_evidence on customers.consents (evidence) where evidence is not null;
