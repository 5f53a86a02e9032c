-- What to offer each customer in one row instead of eight: chances move with every day, and a row of a customer is written as fast
-- as a row of an offer was. Arrays go side by side: what is new to them first, then what they may want again, each best first.
create table insight.offers (
  customer_id uuid primary key,
  unit_ids int[] not null,
  -- How many of the products are new to them: not bought within the window.
  fresh smallint not null,
  product_ids uuid[] not null,
  -- Chance to be bought within the model's horizon; null: not measured.
  chances real[] not null,
  -- Chance × margin in the company's currency; null: margin not known.
  gains_micro bigint[] not null,
  -- Who bought these, up to three, buys that more. Nothing: many buy it, or they bought it before.
  because_first uuid[] not null,
  because_second uuid[] not null,
  because_third uuid[] not null,
  -- Customers who bought all of them, and of those who bought the product too; of what many buy its buyers of the horizon, twice.
  customers int[] not null,
  both_customers int[] not null,
  -- Share of `customers` by the share of all who bought it.
  lifts real[] not null,
  times int[] not null,
  last_days date[] not null,
  fitted_at timestamptz not null
) with (fillfactor = 60);
select core.protect_by_units('insight.offers');

insert into insight.offers
select customer_id, min(unit_ids), count(*) filter (where kind = 'new'),
  array_agg(product_id order by kind desc, rank), array_agg(chance order by kind desc, rank),
  array_agg(gain_micro order by kind desc, rank), array_agg(because[1] order by kind desc, rank),
  array_agg(because[2] order by kind desc, rank), array_agg(because[3] order by kind desc, rank),
  array_agg(customers order by kind desc, rank), array_agg(both_customers order by kind desc, rank),
  array_agg(lift order by kind desc, rank), array_agg(times order by kind desc, rank),
  array_agg(last_day order by kind desc, rank), max(fitted_at)
from insight.recommendations group by customer_id;

create index offers_of_product on insight.offers using gin (product_ids);
drop table insight.recommendations cascade;
