-- Starts of words are looked for only when whole words don't fill the answer: a short start matches half the names.
create or replace function customers.find_by_words(exact text, starts text, most int)
returns table (customer_id uuid, rank int)
language plpgsql stable security definer set search_path = pg_catalog set enable_seqscan = off as $$
declare
  whole uuid[];
begin
  whole := array(select c.customer_id from customers.customers c
    where c.search @@ exact::tsquery and c.listed and customers.in_scope(c.unit_ids) limit most);
  return query select unnest(whole), 1;
  if cardinality(whole) < most and starts <> exact then
    return query select c.customer_id, 2 from customers.customers c
      where c.search @@ starts::tsquery and c.listed and customers.in_scope(c.unit_ids)
        and c.customer_id <> all (whole) limit most - cardinality(whole);
  end if;
end $$;
