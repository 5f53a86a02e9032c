-- Products can be taken out too.
alter table export.exports drop constraint exports_what_check;
alter table export.exports add constraint exports_what_check
  check (what in ('customers', 'orders', 'interactions', 'products'));
