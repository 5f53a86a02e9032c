-- What the last of the best 0, 1, … 100 % of customers brought, and how many brought as much: who stands behind a point
-- of the curve. Empty in runs before.
alter table insight.run_totals
  add column curve_least bigint[] not null default '{}',
  add column curve_customers int[] not null default '{}';
