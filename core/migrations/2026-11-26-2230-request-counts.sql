-- What each caller spent in a minute, so that limits hold over all processes and a restart. Gone after some minutes.
create table core.request_counts (
  name text not null,
  minute timestamptz not null,
  spent int not null,
  primary key (name, minute)
);
create index request_counts_by_minute on core.request_counts (minute);
select core.company_only('core.request_counts');
