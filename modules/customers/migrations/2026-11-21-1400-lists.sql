-- What lists filter and sort by beside the indexes made with the table. All of them leave out what no list shows.
create index customers_by_first_order on customers.customers (first_order_at, customer_id) where listed;
create index customers_by_returns on customers.customers (returns_count desc, customer_id desc) where listed;
create index customers_by_complaints on customers.customers (complaints_count desc, customer_id desc) where listed;
create index customers_by_email on customers.customers (email) where listed;
create index customers_by_phone on customers.customers (phone) where listed;
create index customers_by_city on customers.customers ((city collate "C")) where listed;
create index customers_by_company on customers.customers ((company collate "C")) where listed;
create index customers_by_country on customers.customers ((country collate "C")) where listed;
create index customers_by_source on customers.customers ((source collate "C")) where listed;
create index customers_by_stage on customers.customers (stage, kind) where listed;
create index customers_by_kind on customers.customers (kind) where listed;
create index customers_by_gender on customers.customers (gender) where listed;
create index customers_by_birthday_month on customers.customers ((extract(month from birthday)::int)) where listed;
create index customers_by_recency_score on customers.customers (recency_score, frequency_score, money_score) where listed;
create index customers_by_frequency_score on customers.customers (frequency_score, money_score) where listed;
create index customers_by_money_score on customers.customers (money_score) where listed;

-- Row security runs before operators that might leak (`@@`, `&&`, `@>`), so inside a unit no index serves them. These
-- look the index up and apply the scope themselves; more than `most` ids tell that the condition is no narrow one.
create function customers.ids_with_words(words text, most int) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off as $$
begin
  return array(select c.customer_id from customers.customers c
    where c.search @@ words::tsquery and c.listed and customers.in_scope(c.unit_ids) limit most);
end $$;

create function customers.ids_with_tags(wanted text[], every boolean, most int) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off as $$
begin
  if every then
    return array(select c.customer_id from customers.customers c
      where c.tags @> wanted and c.listed and customers.in_scope(c.unit_ids) limit most);
  end if;
  return array(select c.customer_id from customers.customers c
    where c.tags && wanted and c.listed and customers.in_scope(c.unit_ids) limit most);
end $$;

create function customers.ids_with_custom(wanted jsonb[], most int) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off as $$
declare
  one jsonb;
  found uuid[] := '{}';
begin
  foreach one in array wanted loop
    found := found || array(select c.customer_id from customers.customers c
      where c.custom @> one and c.listed and customers.in_scope(c.unit_ids) limit most);
    exit when cardinality(found) >= most;
  end loop;
  return found;
end $$;

revoke execute on function customers.ids_with_words(text, int), customers.ids_with_tags(text[], boolean, int),
  customers.ids_with_custom(jsonb[], int) from public;
grant execute on function customers.ids_with_words(text, int), customers.ids_with_tags(text[], boolean, int),
  customers.ids_with_custom(jsonb[], int) to rapport_company, rapport_units;

-- The classes of fields a segment rests on that may be masked, also through segments it asks; follows from conditions.
alter table customers.segments add column masks text[] not null default '{}';
