-- Customers expected to buy anything within so many days, told a day or not, and the variance of how many they are: sums over
-- everybody known. `expected_30d` counted only those who are told a day before.
alter table insight.next_purchase_counts
  add column expected_7d real not null default 0,
  add column expected_14d real not null default 0,
  add column variance_7d real not null default 0,
  add column variance_14d real not null default 0,
  add column variance_30d real not null default 0;
