-- Which tables hold rows of customers, so that what concerns all of a customer's rows in every room (who serves them,
-- joining two records) is one loop and not a list in each migration.
create table core.customer_tables (
  table_name text primary key,
  -- Carries a copy of the customer's unit_ids.
  copies_units boolean not null,
  -- Its rows go along when two records are joined, and remember in origin_id whose they were.
  moves boolean not null
);

create function core.belongs_to_customer(target regclass, moves boolean, copies_units boolean) returns void
language plpgsql as $$
begin
  if moves then execute format('alter table %s add column if not exists origin_id uuid', target); end if;
  insert into core.customer_tables (table_name, copies_units, moves) values (target::text, copies_units, moves);
end $$;
