-- Numbers and days of the company's own fields, one row a value, so that "from 38 up" is asked of an index. Kept by
-- triggers: whoever writes the record's custom values writes these.
create table customers.custom_values (
  customer_id uuid not null references customers.customers on delete cascade,
  field_key text not null,
  number numeric,
  day date,
  primary key (customer_id, field_key)
);
create index custom_values_by_number on customers.custom_values (field_key, number) where number is not null;
create index custom_values_by_day on customers.custom_values (field_key, day) where day is not null;
-- Says nothing without the record it belongs to, and that one is protected.
select core.open_to_all('customers.custom_values');

-- The day a text says, or null; 30 February is none.
create function customers.day_in(said text) returns date language plpgsql immutable set search_path = pg_catalog as $$
begin
  if said !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then return null; end if;
  return said::date;
exception when datetime_field_overflow or invalid_datetime_format then return null;
end $$;

create function customers.values_in(custom jsonb) returns table (field_key text, number numeric, day date)
language sql immutable set search_path = pg_catalog as $$
  select key, case when jsonb_typeof(value) = 'number' then value::numeric end,
    case when jsonb_typeof(value) = 'string' then customers.day_in(value #>> '{}') end
  from jsonb_each(custom)
$$;

create function customers.keep_custom_values() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from customers.custom_values v where v.customer_id = new.customer_id;
  insert into customers.custom_values (customer_id, field_key, number, day)
  select new.customer_id, v.field_key, v.number, v.day from customers.values_in(new.custom) v
  where v.number is not null or v.day is not null;
  return null;
end $$;
create trigger custom_values_of_new after insert on customers.customers
  for each row when (new.custom <> '{}') execute function customers.keep_custom_values();
create trigger custom_values_of_changed after update of custom on customers.customers
  for each row when (new.custom is distinct from old.custom) execute function customers.keep_custom_values();

insert into customers.custom_values (customer_id, field_key, number, day)
select c.customer_id, v.field_key, v.number, v.day
from customers.customers c cross join lateral customers.values_in(c.custom) v
where c.custom <> '{}' and (v.number is not null or v.day is not null);
