-- Making a month's partition in the middle of an import must not stop everybody else. A foreign key would lock all
-- customers for it, `create table … partition of` the whole timeline; attaching a finished table locks neither.
-- Rows without a customer can't come about: recordInteractions, the one way in, joins them with their customers.
alter table customers.interactions drop constraint interactions_customer_id_fkey;

create or replace function customers.ensure_interaction_months(first timestamptz, last timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  month timestamp := date_trunc('month', first at time zone 'UTC');
  name text;
begin
  if first < '1900-01-01+00' or last >= '2101-01-01+00' then
    raise exception 'interaction outside 1900 to 2100' using errcode = '22008';
  end if;
  while month <= last at time zone 'UTC' loop
    name := 'interactions_' || to_char(month, 'YYYYMM');
    if to_regclass('customers.' || name) is null then
      perform pg_advisory_xact_lock(7267712);
      if to_regclass('customers.' || name) is null then
        execute format('create table customers.%I (like customers.interactions including all)', name);
        execute format('alter table customers.interactions attach partition customers.%I for values from (%L) to (%L)',
          name, month::text || '+00', (month + interval '1 month')::text || '+00');
      end if;
    end if;
    month := month + interval '1 month';
  end loop;
end $$;

-- What belongs to a customer goes with them, the timeline too.
create function customers.forget_timeline() returns trigger
language plpgsql security definer set search_path = pg_catalog as $$
begin
  delete from customers.interactions i using gone where i.customer_id = gone.customer_id;
  return null;
end $$;
create trigger forget_timeline after delete on customers.customers
  referencing old table as gone for each statement execute function customers.forget_timeline();
