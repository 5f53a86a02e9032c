-- How many customers stand where by present and expected value, by who serves them, so that no figure reads them one by one.
create table insight.value_cells (
  unit_ids int[] not null,
  -- Fifth of what they brought, and fifth of what is expected of them.
  present smallint not null,
  potential smallint not null,
  class text not null,
  -- Whole per cent of buying again within a year.
  buys_percent smallint not null,
  customers int not null,
  worth_micro bigint not null,
  -- Of the next 365 days.
  value_micro bigint not null,
  orders real not null,
  primary key (unit_ids, present, potential, class, buys_percent)
);
select core.protect_by_units('insight.value_cells');
