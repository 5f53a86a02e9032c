-- Whether the copied amounts say anything: orders in a currency without a rate bring none, and where no cost is known
-- there is no profit. The columns stay numbers, because lists are sorted by them.
alter table customers.customers add column revenue_known boolean not null default true;
alter table customers.customers add column profit_known boolean not null default true;
