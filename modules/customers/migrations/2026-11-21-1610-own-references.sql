-- Who is behind these identities. An owner out of scope is named as such and stays unknown. References of the source
-- `rapport` are the ids of our own records, as exports write them for customers without a shop's reference.
create or replace function customers.owners_of(kinds text[], sources text[], keys text[])
returns table (nth bigint, customer_id uuid, visible boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select asked.nth, case when customers.in_scope(c.unit_ids) then c.customer_id end, customers.in_scope(c.unit_ids)
  from unnest(kinds, sources, keys) with ordinality asked (kind, source, key, nth)
  join customers.identity_owners o on o.kind = asked.kind and o.source = asked.source and o.value_key = asked.key
  join customers.customers c on c.customer_id = o.customer_id
  union all
  select own.nth, case when customers.in_scope(c.unit_ids) then c.customer_id end, customers.in_scope(c.unit_ids)
  from (
    select asked.nth, asked.key::uuid as id
    from unnest(kinds, sources, keys) with ordinality asked (kind, source, key, nth)
    where case when asked.kind = 'ref' and asked.source = 'rapport'
      then asked.key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' else false end
  ) own
  join customers.customers c on c.customer_id = own.id and c.stage <> 'anonymous'
$$;
