-- What a customer is called where only a reference is known: many exports carry no names.
create function customers.called(id uuid, name text, company text) returns text language sql stable parallel safe as $$
  select case when name <> '' then name else coalesce(nullif(company, ''),
    (select i.value from customers.identities i where i.customer_id = id and i.kind = 'ref' order by i.created_at, i.value_key limit 1),
    '') end
$$;
