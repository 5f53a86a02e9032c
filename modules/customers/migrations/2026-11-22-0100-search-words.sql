-- The words a customer is found by stand apart from the record: they were most of its bytes and of the cost of each
-- write of it, and they change only when a name, an identity or an order number does.
create table customers.search_words (
  customer_id uuid primary key references customers.customers on delete cascade,
  -- Copy of the customer's.
  unit_ids int[] not null,
  words tsvector not null
);
select core.protect_by_units('customers.search_words');
insert into customers.search_words (customer_id, unit_ids, words)
  select customer_id, unit_ids, search from customers.customers where search <> '';
create index search_words_by_word on customers.search_words using gin (words);
alter table customers.customers drop column search;

create or replace function customers.find_by_words(exact text, starts text, most int)
returns table (customer_id uuid, rank int)
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off as $$
declare
  whole uuid[] := customers.ids_with_words(exact, most);
begin
  return query select unnest(whole), 1;
  if cardinality(whole) < most and starts <> exact then
    return query select c.customer_id, 2 from customers.search_words w join customers.customers c using (customer_id)
      where w.words @@ starts::tsquery and c.listed and customers.in_scope(c.unit_ids)
        and c.customer_id <> all (whole) limit most - cardinality(whole);
  end if;
end $$;

create or replace function customers.ids_with_words(words text, most int) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off as $$
begin
  return array(select c.customer_id from customers.search_words w join customers.customers c using (customer_id)
    where w.words @@ ids_with_words.words::tsquery and c.listed and customers.in_scope(c.unit_ids) limit most);
end $$;

create or replace function customers.set_units(ids uuid[], units text[]) returns setof uuid
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
  ), word as (
    update customers.search_words t set unit_ids = w.unit_ids from wanted w where t.customer_id = w.customer_id
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
